//! Written consent of both parents, and the agencies that it lets in.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Cast, items, opening::agency_ids, text};
use crate::demo::stage::{Interrupted, Stage};

pub(super) fn play(stage: &Stage<'_>, example: &Value, cast: &mut Cast) -> Result<(), Interrupted> {
    let day: NaiveDate = text(example, "/consent/on").parse().unwrap_or_default();
    stage.time(day.and_hms_opt(16, 0, 0).unwrap_or_default());
    participants(stage, example, cast)?;
    stage.scene("agencies named, nothing signed", cast);
    for key in items(example, "/consent/signed_by").filter_map(Value::as_str) {
        sign(stage, example, cast, key)?;
        stage.scene(&format!("{key} has signed"), cast);
    }
    let coordinator = cast.who("coordinator")?;
    let state = stage.get(coordinator, &format!("/v1/cases/{}", cast.id("case")?))?.text_at("/status");
    stage.tell(format!("Both parents have signed; consent is sufficient and the case is {state}."));
    Ok(())
}

/// The agencies take part; two of them are new to the family, which agrees to them.
fn participants(stage: &Stage<'_>, example: &Value, cast: &Cast) -> Result<(), Interrupted> {
    let coordinator = cast.who("coordinator")?;
    let path = format!("/v1/cases/{}/assignments", cast.id("case")?);
    for agency in items(example, "/agencies") {
        let key = text(agency, "/key");
        let new = matches!(key, "family-support" | "oranga-tamariki");
        let mut body = json!({
            "role": "participant", "agency_id": cast.id(&format!("agency/{key}"))?,
            "worker_id": cast.id(&format!("worker/{key}"))?, "involvement": if new { "new" } else { "existing" },
        });
        if new {
            body["family_decision"] = decided(cast, text(example, "/consent/on"))?;
        }
        stage.post(coordinator, &path, body)?;
    }
    stage.tell("The five agencies are to take part. Nobody of them sees anything yet: nothing is signed.");
    Ok(())
}

fn sign(stage: &Stage<'_>, example: &Value, cast: &mut Cast, key: &str) -> Result<(), Interrupted> {
    let coordinator = cast.who("coordinator")?.clone();
    let purposes: Vec<&Value> = items(example, "/consent/purposes").collect();
    let children = items(example, "/consent/children_covered")
        .map(|child| cast.id(&format!("person/{}", child.as_str().unwrap_or_default())).map(str::to_owned))
        .collect::<Result<Vec<_>, _>>()?;
    let consent = stage.post(&coordinator, &format!("/v1/cases/{}/consents", cast.id("case")?), json!({
        "person_id": cast.id(&format!("person/{key}"))?, "purposes": purposes, "agencies": agency_ids(example, cast)?,
        "categories": ["identity", "health", "education", "family_life", "income"], "children": children,
        "begins_on": text(example, "/consent/on"), "expires_on": "2027-02-04",
        "statement_version": "2026-01", "language": "en-NZ",
    }))?;
    cast.keep(&format!("consent/{key}"), &consent.id());
    stage.post(
        &coordinator,
        &format!("/v1/consents/{}/signature", consent.id()),
        json!({
            "signed_on": text(example, "/consent/on"), "method": "paper", "witness": coordinator.name,
            "evidence_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        }),
    )?;
    stage.tell(format!("{} signs the consent form.", cast.who(key)?.name));
    Ok(())
}

/// The mother's decision on a day, as a worker records it.
pub(super) fn decided(cast: &Cast, on: &str) -> Result<Value, Interrupted> {
    Ok(json!({ "decided_by": cast.id("person/mother")?, "decided_on": on, "how": "in person" }))
}
