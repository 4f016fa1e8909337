//! The directory, the request to start, the family, and the case.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Cast, items, text};
use crate::demo::stage::{Interrupted, Stage};

pub(super) fn play(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let received: NaiveDate = text(example, "/request/received").parse().unwrap_or_default();
    stage.time(received.and_hms_opt(9, 0, 0).unwrap_or_default());
    directory(stage, example, cast)?;
    people_of_the_process(stage, example, cast)?;
    request(stage, example, cast)?;
    family(stage, example, cast)?;
    open(stage, example, cast)?;
    stage.scene("opened", cast);
    Ok(())
}

fn directory(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let admin = cast.who("administrator")?.clone();
    let name = text(example, "/region/name");
    let region = stage.post(
        &admin,
        "/v1/regions",
        json!({
            "code": text(example, "/region/code"), "name_mi": name, "name_en": name,
            "time_zone": text(example, "/region/time_zone"), "anniversary": "auckland",
            "places": ["Henderson", "Glen Eden", "Rānui", "Te Atatū"],
        }),
    )?;
    cast.keep("region", &region.id());
    stage.tell(format!("The administrator adds the region {name}."));
    for agency in items(example, "/agencies") {
        let made = stage.post(&admin, "/v1/agencies", json!({
            "name": text(agency, "/name"), "kind": text(agency, "/type"), "sector": text(agency, "/sector"),
        }))?;
        cast.keep(&format!("agency/{}", text(agency, "/key")), &made.id());
        worker(
            stage,
            cast,
            text(agency, "/key"),
            &made.id(),
            (text(agency, "/worker/name"), text(agency, "/worker/profession")),
        )?;
        cast.enter_system(
            &format!("{}-system", text(agency, "/key")),
            &format!("System of {}", text(agency, "/name")),
            &made.id(),
        );
    }
    stage.tell("Five agencies and their workers are in the directory.");
    Ok(())
}

fn worker(
    stage: &Stage<'_>,
    cast: &mut Cast,
    key: &str,
    agency: &str,
    (name, profession): (&str, &str),
) -> Result<String, Interrupted> {
    let admin = cast.who("administrator")?.clone();
    let body = json!({ "name": name, "profession": profession, "phone": "09 555 0100" });
    let made = stage.post(&admin, &format!("/v1/agencies/{agency}/workers"), body)?;
    cast.enter_worker(key, name, &made.id());
    Ok(made.id())
}

/// The coordinator, the facilitator, and somebody who has nothing to do with it.
fn people_of_the_process(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let admin = cast.who("administrator")?.clone();
    let employers = [
        (
            "coordinator",
            text(example, "/coordinator/employer"),
            text(example, "/coordinator/name"),
            "coordinator",
        ),
        ("facilitator", "Kōrero Facilitation", text(example, "/meeting/facilitator/name"), "facilitator"),
        ("stranger", "Elsewhere Trust", "Kiri Wood", "social worker"),
    ];
    for (key, employer, name, profession) in employers {
        let body = json!({ "name": employer, "kind": "community", "sector": "social_service" });
        let agency = stage.post(&admin, "/v1/agencies", body)?;
        cast.keep(&format!("agency/{key}"), &agency.id());
        worker(stage, cast, key, &agency.id(), (name, profession))?;
    }
    let region = cast.id("region")?.to_owned();
    stage.post(
        &admin,
        "/v1/coordinators",
        json!({
            "worker_id": cast.id("worker/coordinator")?, "region_id": region,
            "contact": { "name": text(example, "/coordinator/name"), "phone": "0800 000 000" },
        }),
    )?;
    let facilitator =
        stage.post(&admin, "/v1/facilitators", json!({ "worker_id": cast.id("worker/facilitator")? }))?;
    cast.keep("facilitator", &facilitator.id());
    stage.post(&admin, &format!("/v1/facilitators/{}/training", facilitator.id()), json!({
        "course": "Facilitating family meetings", "completed_on": text(example, "/meeting/facilitator/trained_on"),
    }))?;
    let anybody =
        crate::demo::stage::Persona { name: "Anybody".to_owned(), subject: String::new(), scopes: &[] };
    let found = stage.get(&anybody, "/v1/coordinators?place=Ranui")?;
    stage.tell(format!(
        "Anybody who looks for \"Ranui\" finds the coordinator: {}.",
        found.text_at("/items/0/contact/name")
    ));
    Ok(())
}

fn request(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let referrer = cast.who("public-health")?.clone();
    let people: Vec<Value> = items(example, "/family/people").map(|person| json!({
        "name": text(person, "/name"), "born_on": text(person, "/born"), "relationship": text(person, "/role"),
    })).collect();
    let reasons: Vec<&Value> = items(example, "/request/reasons").collect();
    let intake = stage.post(&referrer, "/v1/intakes", json!({
        "region_id": cast.id("region")?, "kind": text(example, "/request/kind"),
        "referrer": { "name": text(example, "/request/referrer/name"), "relationship": text(example, "/request/referrer/relationship") },
        "received_on": text(example, "/request/received"), "reasons": reasons,
        "needs": ["health", "education", "household_economy"], "family_agrees_to_contact": true,
        "family": { "name": text(example, "/family/name"), "people": people },
    }))?;
    cast.keep("intake", &intake.id());
    stage.tell(format!("{} asks for the process to start.", referrer.name));
    Ok(())
}

fn family(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let coordinator = cast.who("coordinator")?.clone();
    let region = cast.id("region")?.to_owned();
    let made = stage.post(
        &coordinator,
        "/v1/families",
        json!({
            "name": text(example, "/family/name"), "region_id": region,
            "language": text(example, "/family/language"), "interpreter": false,
        }),
    )?;
    cast.keep("family", &made.id());
    for person in items(example, "/family/people") {
        let list = |pointer: &str| items(person, pointer).cloned().collect::<Vec<Value>>();
        let key = text(person, "/key");
        let mut body = json!({
            "region_id": region, "name": text(person, "/name"), "born_on": text(person, "/born"),
            "ethnicities": list("/ethnicity"), "iwi": list("/iwi"), "languages": ["en-NZ"],
        });
        if let Some(school) = person.get("school") {
            body["school"] = school.clone();
        }
        let id = stage.post(&coordinator, "/v1/people", body)?.id();
        cast.keep(&format!("person/{key}"), &id);
        let (role, dependent) = match text(person, "/role") {
            "child" => ("child", true),
            "whānau support" => ("whanau_support", false),
            _ => ("parent", false),
        };
        if dependent {
            cast.enter_child(key, text(person, "/name"), &id);
        } else {
            cast.enter_person(key, text(person, "/name"), &id);
        }
        stage.post(&coordinator, &format!("/v1/families/{}/members", made.id()), json!({
            "person_id": id, "role": role, "dependent": dependent, "started_on": text(example, "/request/received"),
        }))?;
    }
    stage.tell(format!(
        "{} registers {}: two parents, three children, Aunty Hēni.",
        coordinator.name,
        text(example, "/family/name")
    ));
    Ok(())
}

fn open(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let coordinator = cast.who("coordinator")?.clone();
    let intake = format!("/v1/intakes/{}", cast.id("intake")?);
    stage.post(
        &coordinator,
        &format!("{intake}/triage"),
        json!({
            "family_id": cast.id("family")?, "duplicates_found": "none",
        }),
    )?;
    let agencies = agency_ids(example, cast)?;
    let case = stage.post(
        &coordinator,
        &format!("{intake}/acceptance"),
        json!({
            "agencies": agencies, "immediate_danger": false,
            "offer": { "made_on": text(example, "/request/received"), "how": "in person", "response": "accepted" },
        }),
    )?;
    cast.keep("case", &case.id());
    stage.tell("She checks for duplicates and accepts: three dependent children, three needs, five agencies. A case is open.");
    Ok(())
}

/// The ids of the agencies named in the consent.
pub(super) fn agency_ids(example: &Value, cast: &Cast) -> Result<Vec<String>, Interrupted> {
    items(example, "/consent/named_agencies")
        .map(|key| cast.id(&format!("agency/{}", key.as_str().unwrap_or_default())).map(str::to_owned))
        .collect()
}
