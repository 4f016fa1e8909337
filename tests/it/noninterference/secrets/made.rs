//! What secrets are made of.

use serde_json::{Value, json};

use super::super::{scenes, story::Request};

const CASE: &str = "/v1/cases/{case/here}";

pub(super) fn made(who: &str, what: &str, body: Value) -> Request {
    Request::post(who, format!("{CASE}/{what}"), body)
}

/// Whom a restriction names to keep something from somebody: their agency, or the member of the family.
pub(super) fn named(who: &str) -> Value {
    match who.split_once('/') {
        Some(("person", _)) => json!([{ "kind": "family_member", "person_id": format!("${who}") }]),
        Some((_, agency)) => json!([{ "kind": "agency", "agency_id": format!("$agency/{agency}") }]),
        None => json!([]),
    }
}

/// Keeps something from somebody.
pub(super) fn kept(kind: &str, item: &str, who: &str) -> Request {
    hidden(json!({ "kind": kind, "item_id": item, "hidden_from": named(who) }))
}

pub(super) fn hidden(wish: Value) -> Request {
    made("person/mother", "restrictions", wish).kept("restriction/hidden").keeping()
}

pub(super) fn entry() -> Request {
    let body = json!({ "kind": "issue", "text": "left" });
    made("person/mother", "profile-entries", body).kept("entry/hidden")
}

pub(super) fn need() -> Request {
    let body = json!({ "domain": "health", "text": "left", "priority": "later" });
    made("person/mother", "needs", body).kept("need/hidden")
}

/// The plan again, with one more promise or without.
pub(super) fn plan(what: Option<&str>) -> Value {
    let mut actions = scenes::actions();
    for (n, action) in actions.iter_mut().enumerate() {
        action["id"] = Value::String(format!("$action/{n}"));
    }
    actions.extend(what.map(|what| {
        json!({
            "goal_key": "home", "what": what, "due_on": "2026-03-05", "supported_by": scenes::supporter(),
            "owner": { "kind": "family_member", "person_id": "$person/mother" },
        })
    }));
    scenes::plan(&actions)
}

pub(super) fn promised(what: Option<&str>) -> Request {
    let written = Request::put("worker/support", "/v1/plan-versions/{plan_version/0}", plan(what));
    written.kept_at("/actions/4/id", "action/hidden")
}

pub(super) fn form(language: &str) -> Value {
    json!({
        "person_id": "$person/mother", "purposes": ["participate", "share_with_agencies"],
        "agencies": ["$agency/school"], "categories": ["identity"], "children": ["$person/child"],
        "begins_on": "2026-02-05", "expires_on": "2026-12-28", "statement_version": "2026-01",
        "language": language,
    })
}

pub(super) fn objection() -> Vec<Request> {
    let path = "/v1/plan-versions/{plan_version/0}";
    let answer = |words: &str| json!({ "content_hash": "$hash/plan_version/0", "verdict": "agree_with_comment", "comment": words });
    vec![
        Request::get("worker/health", path).kept_at("/content_hash", "hash/plan_version/0"),
        Request::post("worker/health", format!("{path}/responses"), answer("left"))
            .otherwise(answer("right")),
    ]
}

pub(super) fn taken_on(how: &str) -> Value {
    let mut decided = scenes::decided();
    decided["how"] = how.into();
    json!({
        "role": "participant", "agency_id": "$agency/stranger", "involvement": "new",
        "family_decision": decided,
    })
}

/// What health shares with the lead agency.
pub(super) fn item(what: &str) -> Value {
    json!({
        "subjects": ["$person/child"], "category": "health", "summary": what, "purpose": "to plan the visits",
        "necessity": "the visits depend on it", "meeting_id": "$meeting/0", "ground": "consent",
        "recipients": [{ "kind": "agency", "agency_id": "$agency/support" }],
    })
}

/// It is written down, and decided on.
pub(super) fn shared(what: &str) -> [Request; 2] {
    let who = "worker/health";
    [
        made(who, "disclosures", item(what)).kept("disclosure/hidden"),
        Request::post(who, "/v1/disclosures/{disclosure/hidden}/approval", json!({})),
    ]
}
