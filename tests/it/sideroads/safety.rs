//! Safety: alerts, what they keep from whom, how they are lowered, and how it is safe to get in touch (F0-21, F0-35,
//! scenario 7).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, leave_after};

pub(super) const ALERTS: &str = "/v1/cases/{case}/safety-alerts";
pub(super) const ALERT: &str = "/v1/safety-alerts/{alert}";

impl Road<'_> {
    /// An alert that keeps the father away from the mother.
    pub(super) fn keeps_father_away(&self, ends_on: Option<&str>) -> Value {
        let mut alert = json!({
            "kind": "no_contact", "person_id": self.id("person/father"),
            "protected_person_id": self.id("person/mother"), "ground": "protection_order",
            "source": "Family Court", "reference": "temporary order of 2 February", "begins_on": "2026-02-02",
            "may_see": [self.id("person/tamaiti")],
            "ties": [{ "kind": "agency", "agency_id": self.id("agency/public-health") }],
        });
        if let Some(day) = ends_on {
            alert["ends_on"] = day.into();
        }
        alert
    }

    pub(super) fn raise(&mut self, alert: Value) {
        let id = self.post("coordinator", ALERTS, alert).id();
        self.keep("alert", id);
    }

    /// The ids in a list of somebody's.
    pub(super) fn ids(&self, who: &str, path: &str) -> Vec<String> {
        let list = self.get(who, &format!("{path}?limit=200"));
        let items = list.body["items"].as_array().unwrap();
        items.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    }

    /// Another registered coordinator of the region.
    pub(super) fn supervisor(&mut self) {
        let worker = json!({ "name": "Huia Mason", "profession": "practice leader" });
        let worker = self.post("administrator", "/v1/agencies/{agency/coordinator}/workers", worker).id();
        self.enter("supervisor", &format!("worker:{worker}"));
        let body = json!({ "worker_id": worker, "region_id": self.id("region"), "contact": { "name": "Huia Mason" } });
        self.post("administrator", "/v1/coordinators", body);
        self.keep("worker/supervisor", worker);
    }
}

/// Whom a view of a family or of a case names.
fn people(members: &Value) -> Vec<&str> {
    members.as_array().unwrap().iter().map(|it| it["person_id"].as_str().unwrap()).collect()
}

/// Scenario 7: the father is a member of the family and has a login. From the alert on he finds nobody there but
/// himself and the child whom he may see, and nothing that tells where the others are; and no trace of the alert.
#[test]
fn whoever_is_restricted_finds_neither_the_other_nor_the_alert() {
    leave_after(Scene::Agreeing, "safety_alert", |road| {
        contact_with_mother(road);
        let health = road.id("agency/public-health").to_owned();
        assert!(road.get("father", "/v1/cases/{case}").text.contains(&health));
        let restrictions = road.items("mother", "/v1/cases/{case}/restrictions");
        let (his, log) = (road.items("father", "/v1/cases/{case}/restrictions"), log(road, "father"));
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        known_to_few(road);
        his_family(road);
        his_case(road, &health);
        assert_eq!(road.items("mother", "/v1/cases/{case}/restrictions"), restrictions);
        assert!(road.items("father", "/v1/cases/{case}/restrictions") <= his);
        let after = self::log(road, "father");
        let others = |log: &[Value]| log.iter().filter(|it| it["topic"] == "other").count();
        assert!(others(&after) <= others(&log), "what was done to the alert is not told: {after:?}");
        assert!(after.iter().all(|it| it["agency_id"] != *health), "{after:?}");
        assert!(self::log(road, "mother").iter().any(|it| it["agency_id"] == *health));
        let mut copy = road.get("father", "/v1/my/export").body;
        // He knows with whom he agreed to share: he signed it.
        copy["consents"] = json!([]);
        let copy = copy.to_string();
        for trace in [&*health, "Ana Rāwiri", "Hēni Rāwiri", "Family Court"] {
            assert!(!copy.contains(trace), "{trace}: {copy}");
        }
        let state = |who| road.get(who, "/v1/cases/{case}/consent-state").text;
        assert!(!state("father").contains(&health) && state("mother").contains(&health));
    });
}

fn log(road: &Road<'_>, who: &str) -> Vec<Value> {
    road.get(who, "/v1/my/access-log?limit=200").body["items"].as_array().unwrap().clone()
}

fn contact_with_mother(road: &mut Road<'_>) {
    let contact = json!({
        "held_on": "2026-02-19", "channel": "telephone", "reached": true, "person_id": road.id("person/mother"),
        "summary": "she has moved", "plan_works": "yes",
    });
    let id = road.post("family-support", "/v1/cases/{case}/contacts", contact).id();
    road.keep("contact", id);
    assert_eq!(road.status("father", "/v1/contacts/{contact}"), 200);
}

/// Who may know of the alert: those who work closest with the family, and the person whom it protects.
fn known_to_few(road: &Road<'_>) {
    for who in ["coordinator", "family-support", "mother"] {
        assert_eq!(road.get(who, ALERT).text_at("/ground"), "protection_order", "{who}");
        assert_eq!(road.ids(who, ALERTS), [road.id("alert")], "{who}");
    }
    assert_eq!((road.status("father", ALERT), road.items("father", ALERTS)), (404, 0));
    for who in ["school", "income", "stranger"] {
        assert_eq!((road.status(who, ALERT), road.status(who, ALERTS)), (404, 404), "{who}");
    }
    let add = json!({ "ties": [{ "kind": "worker", "worker_id": road.id("worker/school") }] });
    for who in ["father", "school"] {
        let answer = road.attempt(who, "POST", &format!("{ALERT}/extension"), Some(add.clone()));
        assert_eq!(answer.status, if who == "father" { 403 } else { 404 }, "{who}: {}", answer.text);
    }
}

fn his_family(road: &Road<'_>) {
    let family = road.get("father", "/v1/families/{family}");
    let (father, child) = (road.id("person/father"), road.id("person/tamaiti"));
    assert_eq!(people(&family.body["members"]), [father, child], "{}", family.text);
    assert_eq!(people(&road.get("father", "/v1/cases/{case}").body["members"]), [father, child]);
    assert_eq!(road.get("mother", "/v1/families/{family}").body["members"].as_array().unwrap().len(), 6);
    for hidden in ["mother", "aunty", "teina1"] {
        assert_eq!(road.status("father", &format!("/v1/people/{{person/{hidden}}}")), 404, "{hidden}");
    }
    let seen = road.get("father", "/v1/people/{person/tamaiti}");
    assert_eq!((seen.text_at("/name"), &seen.body["school"]), ("Kahurangi Rāwiri".into(), &Value::Null));
    assert_eq!(road.get("coordinator", "/v1/people/{person/tamaiti}").text_at("/school"), "Glen Road School");
    assert_eq!(road.get("mother", "/v1/people/{person/tamaiti}").text_at("/school"), "Glen Road School");
}

/// Neither the agency that would tell where she is, nor what it promised, nor that somebody spoke with her.
fn his_case(road: &Road<'_>, health: &str) {
    assert!(!road.get("father", "/v1/cases/{case}").text.contains(health));
    assert!(road.get("mother", "/v1/cases/{case}").text.contains(health));
    let listed = |who| road.get(who, "/v1/cases/{case}/assignments?limit=200").text;
    assert!(!listed("father").contains(health) && listed("mother").contains(health));
    for hidden in ["action/0", "action/11"] {
        let path = format!("/v1/actions/{{{hidden}}}");
        assert_eq!((road.status("father", &path), road.status("mother", &path)), (404, 200), "{hidden}");
    }
    let plan = road.get("father", "/v1/plan-versions/{plan}");
    assert!(!plan.text.contains(health) && !plan.text.contains(road.id("action/0")), "{}", plan.text);
    let contact = "/v1/contacts/{contact}";
    assert_eq!((road.status("father", contact), road.status("mother", contact)), (404, 200));
    assert_eq!(road.items("father", "/v1/cases/{case}/contacts"), 0);
}

/// Who comes later is guarded like the others, and more can be kept back by one alone.
#[test]
fn what_is_recorded_later_is_kept_back_too() {
    leave_after(Scene::Agreeing, "safety_extended", |road| {
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        let person = json!({ "name": "Moana Rāwiri", "region_id": road.id("region") });
        let person = road.post("coordinator", "/v1/people", person).id();
        road.keep("person/late", person.clone());
        let joins = json!({ "person_id": person, "role": "whanau_support", "dependent": false, "started_on": "2026-02-19" });
        road.post("coordinator", "/v1/families/{family}/members", joins);
        assert_eq!(road.status("father", "/v1/people/{person/late}"), 404);
        assert!(!road.get("father", "/v1/families/{family}").text.contains("Moana"));
        assert!(road.get("mother", "/v1/families/{family}").text.contains("Moana"));
        let teacher = road.id("worker/school").to_owned();
        let assignments = "/v1/cases/{case}/assignments?limit=200";
        assert!(road.get("father", assignments).text.contains(&teacher));
        let add = json!({ "ties": [{ "kind": "worker", "worker_id": teacher }] });
        let extended = road.post("family-support", &format!("{ALERT}/extension"), add.clone());
        assert_eq!(extended.body["ties"].as_array().unwrap().len(), 2);
        road.unchanged("family-support", &format!("{ALERT}/extension"), add);
        assert!(!road.get("father", assignments).text.contains(&teacher));
        assert!(road.get("mother", assignments).text.contains(&teacher));
        let unknown = json!({ "ties": [{ "kind": "agency", "agency_id": road.id("case") }] });
        road.refused("coordinator", &format!("{ALERT}/extension"), unknown, (422, "reference.unknown"));
        let mixed = json!({ "ties": [{ "kind": "agency", "worker_id": teacher }] });
        let answer = road.attempt("coordinator", "POST", &format!("{ALERT}/extension"), Some(mixed));
        assert_eq!(answer.status, 422, "{}", answer.text);
    });
}

/// Lowering takes two; until then it holds, and what was said meanwhile stays as it was sent.
#[test]
fn an_alert_is_lowered_by_two() {
    leave_after(Scene::Agreeing, "safety_lowered", |road| {
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        road.supervisor();
        let at = |what: &str| format!("{ALERT}/{what}");
        asked_of_whom(road);
        let asked = road.post("coordinator", &at("lowering"), ask(road, "worker/supervisor"));
        assert_eq!(asked.text_at("/status"), "lowering_asked");
        assert_eq!(road.status("father", "/v1/people/{person/mother}"), 404, "it holds");
        for who in ["coordinator", "family-support"] {
            let answer = road.attempt(who, "POST", &at("lowering-confirmation"), Some(json!({})));
            assert_eq!(answer.status, 403, "{who}: one alone lowers nothing");
        }
        assert_eq!(road.get("supervisor", ALERT).text_at("/lowerings/0/reason"), "the order was discharged");
        assert_eq!(road.status("supervisor", "/v1/cases/{case}"), 404, "the supervisor sees the alert alone");
        assert_eq!(road.status("supervisor", ALERTS), 404);
        let no = road.post("supervisor", &at("lowering-refusal"), json!({ "reason": "an appeal is open" }));
        assert_eq!(no.text_at("/status"), "in_force");
        road.impossible(
            "supervisor",
            &at("lowering-confirmation"),
            json!({}),
            ("safety.not_in_state", &["safety.extend", "safety.ask_lowering", "safety.end"]),
        );
        road.post("coordinator", &at("lowering"), ask(road, "worker/supervisor"));
        let yes =
            road.post("supervisor", &at("lowering-confirmation"), json!({ "reason": "seen the paper" }));
        assert_eq!(yes.text_at("/status"), "lowered");
        let history = road.get("mother", ALERT);
        let answers = history.body["lowerings"].as_array().unwrap();
        let confirmed: Vec<_> = answers.iter().map(|it| it["answer"]["confirmed"].clone()).collect();
        assert_eq!(confirmed, [json!(false), json!(true)]);
        assert_eq!(road.status("father", "/v1/people/{person/mother}"), 200);
        assert_eq!(road.status("father", ALERT), 404, "he does not learn of it afterwards either");
        road.impossible(
            "coordinator",
            &at("lowering"),
            ask(road, "worker/supervisor"),
            ("safety.not_in_state", &[]),
        );
    });
}

/// Only the coordinator asks, and only another registered coordinator of the region is asked.
fn asked_of_whom(road: &Road<'_>) {
    let lowering = format!("{ALERT}/lowering");
    assert_eq!(road.status("supervisor", ALERT), 404, "before being asked");
    for who in ["family-support", "mother"] {
        let answer = road.attempt(who, "POST", &lowering, Some(ask(road, "worker/supervisor")));
        assert_eq!(answer.status, 403, "{who}");
    }
    let refused = (422, "safety.supervisor_not_possible");
    for who in ["worker/coordinator", "worker/school"] {
        road.refused("coordinator", &lowering, ask(road, who), refused);
    }
    road.refused("coordinator", &lowering, ask(road, "person/mother"), (422, "reference.unknown"));
}

fn ask(road: &Road<'_>, who: &str) -> Value {
    json!({ "reason": "the order was discharged", "supervisor_id": road.id(who) })
}

/// An alert ends by itself at the midnight after its last day, where the family lives.
#[test]
fn an_alert_ends_on_its_day() {
    leave_after(Scene::Consenting, "safety_ended", |road| {
        let alert = road.keeps_father_away(Some("2026-02-06"));
        road.raise(alert);
        let sees = |road: &Road<'_>| road.status("father", "/v1/people/{person/mother}");
        assert_eq!(sees(road), 404);
        road.time("2026-02-06T23:59:00");
        road.round();
        assert_eq!((sees(road), road.get("mother", ALERT).text_at("/status")), (404, "in_force".into()));
        road.time("2026-02-07T00:00:00");
        road.round();
        assert_eq!((sees(road), road.get("mother", ALERT).text_at("/status")), (200, "ended".into()));
    });
}

/// Who raises what, and what is wrong with it.
#[test]
fn what_an_alert_needs() {
    leave_after(Scene::Consenting, "safety_raised", |road| {
        let right = road.keeps_father_away(None);
        let with = |member: &str, value: Value| {
            let mut alert = right.clone();
            alert[member] = value;
            alert
        };
        let stranger = json!(road.id("worker/school"));
        let by = "coordinator";
        road.refused(by, ALERTS, with("person_id", stranger.clone()), (422, "case.person_not_member"));
        road.refused(by, ALERTS, with("protected_person_id", stranger), (422, "case.person_not_member"));
        let himself = json!(road.id("person/father"));
        road.refused(by, ALERTS, with("protected_person_id", himself), (422, "safety.same_person"));
        let grown = json!([road.id("person/aunty")]);
        road.refused(by, ALERTS, with("may_see", grown), (422, "case.person_not_member"));
        road.refused(by, ALERTS, with("begins_on", json!("2026-03-01")), (422, "date.in_future"));
        road.refused(by, ALERTS, with("ends_on", json!("2026-02-01")), (422, "safety.over_already"));
        let mut alone = right.clone();
        alone.as_object_mut().unwrap().remove("protected_person_id");
        assert_eq!(road.attempt(by, "POST", ALERTS, Some(alone)).status, 422);
        for who in ["mother", "father"] {
            assert_eq!(road.attempt(who, "POST", ALERTS, Some(right.clone())).status, 403, "{who}");
        }
        let warning = json!({
            "kind": "caution", "person_id": road.id("person/father"), "ground": "professional_judgement",
            "source": "the police", "advice": "visit by two", "begins_on": "2026-02-02",
        });
        let mut tied = warning.clone();
        tied["ties"] = right["ties"].clone();
        assert_eq!(road.attempt(by, "POST", ALERTS, Some(tied)).status, 422);
        road.raise(warning);
        assert_eq!(road.status("mother", ALERT), 404, "it protects nobody in particular");
        let add = json!({ "ties": right["ties"] });
        road.refused(by, &format!("{ALERT}/extension"), add, (409, "safety.protects_nobody"));
        assert_eq!(road.status("father", "/v1/people/{person/mother}"), 200);
        road.raise(right.clone());
        road.refused(by, ALERTS, right, (409, "safety.alert_exists"));
    });
}

/// F0-35: the channels and hours that are safe for a person are the only ones that are recorded.
#[test]
fn contacts_respect_what_is_safe_f0_35() {
    const CONTACTS: &str = "/v1/cases/{case}/contacts";
    leave_after(Scene::Agreeing, "safe_contact", |road| {
        let mut mother = json!({
            "region_id": road.id("region"), "name": "Ana Rāwiri",
            "safe_contact": {
                "channels": ["telephone", "in_person"], "voicemail": false, "preview": false,
                "hours": [{ "from": "15:00:00", "until": "09:00:00" }],
            },
        });
        let path = "/v1/people/{person/mother}";
        let wrong = road.attempt("coordinator", "PUT", path, Some(mother.clone()));
        assert_eq!((wrong.status, wrong.text_at("/code").as_str()), (422, "person.safe_hours_reversed"));
        mother["safe_contact"]["hours"] = json!([{ "from": "09:00:00", "until": "15:00:00" }]);
        road.put("coordinator", path, mother);
        for (who, told) in [("family-support", true), ("mother", true), ("school", false), ("father", false)]
        {
            assert_eq!(road.get(who, path).body.get("safe_contact").is_some(), told, "{who}");
        }
        let call = |person: Option<&str>, channel: &str, at: Option<&str>, left: bool| {
            let mut call = json!({
                "held_on": "2026-02-19", "channel": channel, "reached": false, "summary": "rang",
                "plan_works": "not_asked", "message_left": left,
            });
            if let Some(person) = person {
                call["person_id"] = json!(road.id(person));
            }
            if let Some(at) = at {
                call["time"] = json!(at);
            }
            call
        };
        let lead = "family-support";
        let (hers, day) = (Some("person/mother"), Some("10:00:00"));
        let refused = |call, expected| road.refused(lead, CONTACTS, call, expected);
        refused(call(None, "telephone", day, false), (422, "contact.person_missing"));
        refused(call(Some("worker/school"), "telephone", day, false), (422, "case.person_not_member"));
        refused(call(hers, "email", day, false), (409, "contact.channel_unsafe"));
        refused(call(hers, "telephone", None, false), (422, "contact.time_missing"));
        refused(call(hers, "telephone", Some("20:15:00"), false), (409, "contact.hour_unsafe"));
        refused(call(hers, "telephone", day, true), (409, "contact.voicemail_unsafe"));
        let kept = road.post(lead, CONTACTS, call(hers, "telephone", day, false));
        assert_eq!(kept.text_at("/time"), "10:00:00");
        road.post(lead, CONTACTS, call(Some("person/father"), "email", None, false));
    });
}
