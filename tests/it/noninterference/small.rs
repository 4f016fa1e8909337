//! The small things that happen in between: each may come at any time, and may be refused.

use std::fmt;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    asks::token_of,
    story::{Request, Terms},
};

/// Something small: what, and two numbers that say to whom or with what.
#[derive(Clone)]
pub(super) struct Small {
    what: usize,
    one: usize,
    other: usize,
}

/// Everything small that can happen.
const ALL: [fn(usize, usize) -> Request; 19] = [
    entry,
    need,
    restrict,
    lift,
    contact,
    identify,
    contact_points,
    relate,
    progress,
    check,
    report,
    preferences,
    withdraw,
    invite,
    worker,
    due_date,
    hold,
    entry_words,
    time,
];

pub(super) fn anything() -> impl Strategy<Value = Small> {
    (0..ALL.len(), 0_usize..4, 0_usize..4).prop_map(|(what, one, other)| Small { what, one, other })
}

/// Each of them once.
pub(super) fn each() -> impl Iterator<Item = Request> {
    ALL.iter().map(|small| small(3, 3))
}

impl fmt::Debug for Small {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.told().fmt(f)
    }
}

impl Small {
    pub(super) fn told(&self) -> Option<Request> {
        ALL.get(self.what).map(|small| small(self.one, self.other))
    }
}

const AGENCIES: [&str; 4] = ["school", "health", "income", "support"];

fn entry(one: usize, other: usize) -> Request {
    let who = ["person/mother", "person/father", "worker/support", "worker/coordinator"][one];
    let kind = ["strength", "issue", "priority", "dream"][other];
    let body = json!({ "kind": kind, "text": format!("words {other}") });
    Request::post(who, "/v1/cases/{case/here}/profile-entries", body).kept(&format!("entry/{}", 4 + one))
}

fn need(one: usize, other: usize) -> Request {
    let who = ["person/mother", "worker/school", "worker/coordinator", "worker/support"][one];
    let body = json!({ "domain": "health", "text": format!("need {other}"), "priority": "later" });
    Request::post(who, "/v1/cases/{case/here}/needs", body).kept(&format!("need/{}", 2 + one))
}

fn restrict(one: usize, other: usize) -> Request {
    let agency = json!([{ "kind": "agency", "agency_id": format!("$agency/{}", AGENCIES[other]) }]);
    let item = |kind: &str, item: &str| json!({ "kind": kind, "item_id": item, "hidden_from": agency });
    let body = match one {
        0 => item("profile_entry", "$entry/0"),
        1 => item("need", "$need/0"),
        2 => item("action", "$action/3"),
        _ => json!({ "kind": "category", "category": "housing", "hidden_from": agency, "in_plan": "mask" }),
    };
    Request::post("person/mother", "/v1/cases/{case/here}/restrictions", body)
        .kept(&format!("restriction/{one}"))
}

fn lift(one: usize, _: usize) -> Request {
    Request::post("person/mother", format!("/v1/restrictions/{{restriction/{one}}}/lift"), json!({}))
}

fn contact(one: usize, other: usize) -> Request {
    let who = ["worker/coordinator", "worker/support"][one % 2];
    let body = json!({
        "channel": "telephone", "held_on": "2026-02-05", "plan_works": "not_asked", "reached": other.is_multiple_of(2),
        "summary": format!("call {other}"),
    });
    Request::post(who, "/v1/cases/{case/here}/contacts", body).kept(&format!("contact/{}", 1 + one))
}

fn identify(one: usize, other: usize) -> Request {
    let (who, agency) = [
        ("system/school", "$agency/school"),
        ("system/health", "$agency/health"),
        ("worker/coordinator", "$agency/school"),
        ("worker/coordinator", "$agency/income"),
    ][one];
    let body = json!({ "agency_id": agency, "system": "enrolment", "value": format!("A-{other}") });
    Request::post(who, "/v1/people/{person/child}/identifiers", body)
}

/// A person with a telephone.
pub(super) fn person(name: &str, phone: usize) -> Value {
    json!({
        "name": format!("Ana {name} Rāwiri"), "region_id": "$region/here", "born_on": "1991-09-30",
        "ethnicities": ["Māori"], "iwi": ["Ngāpuhi"], "languages": ["mi"],
        "contact_points": [{ "kind": "phone", "safe": phone.is_multiple_of(2), "value": format!("021 555 010{phone}") }],
    })
}

fn contact_points(one: usize, other: usize) -> Request {
    let who = ["mother", "father", "aunty", "mother"][one];
    Request::put("worker/coordinator", format!("/v1/people/{{person/{who}}}"), person(who, other))
}

fn relate(one: usize, other: usize) -> Request {
    let (who, of) = [("aunty", "child"), ("mother", "child"), ("father", "child"), ("aunty", "mother")][one];
    let kind = ["aunt_or_uncle", "parent", "sibling", "other"][other];
    let body = json!({ "kind": kind, "of_person_id": format!("$person/{of}") });
    Request::post("worker/coordinator", format!("/v1/people/{{person/{who}}}/relationships"), body)
        .kept(&format!("relationship/{one}"))
}

fn progress(one: usize, other: usize) -> Request {
    let who = ["worker/school", "worker/health", "worker/support", "person/mother"][one];
    let status = ["in_progress", "done"][other % 2];
    let body = json!({ "status": status, "note": format!("note {other}") });
    Request::post(who, format!("/v1/actions/{{action/{one}}}/progress"), body)
}

fn check(one: usize, other: usize) -> Request {
    let finding = ["slipping", "on_track"][other % 2];
    let body = json!({ "finding": finding });
    Request::post("worker/support", format!("/v1/actions/{{action/{one}}}/checks"), body)
}

fn report(one: usize, other: usize) -> Request {
    let body = json!({ "changes": format!("{one}"), "summary": format!("report {other}") });
    Request::post("worker/support", "/v1/cases/{case/here}/progress-reports", body)
        .kept(&format!("progress_report/{}", 1 + one))
}

fn preferences(one: usize, other: usize) -> Request {
    let body = json!({ "tikanga": ["kai"], "support_people": [format!("Aunty {one}")], "availability": format!("{other}") });
    Request::put("person/mother", "/v1/cases/{case/here}/preferences", body)
}

fn withdraw(one: usize, other: usize) -> Request {
    let who = ["mother", "father"][one % 2];
    // Never the lead's: then the family would be alone with its plan, in every second story.
    let agency = format!("$agency/{}", ["income", "health", "past", "income"][other]);
    let body = json!({ "agencies": [agency], "channel": "in person" });
    Request::post(&format!("person/{who}"), format!("/v1/consents/{{consent/{who}}}/withdrawal"), body)
}

fn invite(one: usize, _: usize) -> Request {
    let who = ["worker/trust", "worker/past", "worker/stranger", "person/child"][one];
    let body = super::scenes::invitee(who);
    Request::post("worker/coordinator", "/v1/meetings/{meeting/0}/invitations", body)
        .kept(&format!("invitation/{}", 10 + one))
}

fn worker(one: usize, other: usize) -> Request {
    let body = json!({ "name": format!("Worker {other}"), "profession": "worker", "phone": "09 555 0101" });
    Request::put("administrator", format!("/v1/workers/{{worker/{}}}", AGENCIES[one]), body)
}

fn due_date(one: usize, other: usize) -> Request {
    let body = json!({ "due_on": format!("2026-03-{}", 20 + other), "reason": "holidays" });
    Request::post("worker/support", format!("/v1/actions/{{action/{one}}}/due-date"), body)
}

fn hold(one: usize, _: usize) -> Request {
    if one == 0 {
        let body = json!({ "reason": "family_request", "review_on": "2026-03-05" });
        return Request::post("worker/coordinator", "/v1/cases/{case/here}/hold", body);
    }
    Request::post("worker/coordinator", "/v1/cases/{case/here}/resumption", json!({}))
}

fn entry_words(one: usize, other: usize) -> Request {
    let body = json!({ "text": format!("other words {other}") });
    Request::put("person/mother", format!("/v1/profile-entries/{{entry/{one}}}"), body)
}

/// Some minutes pass.
fn time(_: usize, _: usize) -> Request {
    Request::get("worker/coordinator", "/v1/cases/{case/here}")
}

/// What opens the case to whoever is on duty.
pub(super) fn emergency(part: &str) -> Value {
    json!({ "ground": "child_at_risk", "reason": "a call", "part": part, "minutes": 180 })
}

/// An address to which nothing is sent in a story, and those of calendars, one of which is the mother's.
pub(super) fn addresses(_: &Terms) -> Vec<Request> {
    let webhook = json!({ "url": "http://127.0.0.1:9999/hook" });
    let who = "system/school";
    let mut all = vec![
        Request::post(who, "/v1/agencies/{agency/school}/webhooks", webhook).kept("webhook/0"),
        Request::post(who, "/v1/webhooks/{webhook/0}/test", json!({})),
        Request::get(who, "/v1/webhooks/{webhook/0}/deliveries").kept_at("/items/0/id", "delivery/0"),
    ];
    for who in CALENDARS {
        let link = Request::post(who, "/v1/calendars", json!({})).kept_at("/address", &token_of(who));
        all.push(if who == "person/mother" { link.kept("calendar/0") } else { link });
    }
    all
}

/// Who has a calendar.
const CALENDARS: [&str; 6] = [
    "person/mother",
    "person/father",
    "person/aunty",
    "worker/school",
    "worker/support",
    "worker/coordinator",
];

/// The agency of the past has looked at the case, and is asked to let go of what it saw.
pub(super) fn think_better_of_the_past() -> Vec<Request> {
    let mut all = vec![Request::get("worker/past", "/v1/cases/{case/here}")];
    for who in ["mother", "father"] {
        let body = json!({ "agencies": ["$agency/past"], "channel": "in person" });
        all.push(
            Request::post(
                &format!("person/{who}"),
                format!("/v1/consents/{{consent/{who}}}/withdrawal"),
                body,
            )
            .surely(),
        );
    }
    all.push(Request::get("worker/coordinator", "/v1/recalls").kept_at("/items/0/id", "recall/0"));
    all
}
