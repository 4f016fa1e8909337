//! What the law demands: one ground, one disclosure, approved by somebody else, told to the family unless that
//! is unsafe (scenario 10); and the ledger of who holds what (IPP 3A).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    disclosure::{
        ITEM, ITEMS, LEDGER, NOTICES, agency, at, keeping, of_school, propose, seen_by, with, without, worker,
    },
    leave_after,
};

/// A demand of the law for what the school knows, for a worker who has nothing to do with the case.
fn demanded(road: &Road<'_>, reference: &str) -> Value {
    let body = with(without(of_school(road), "meeting_id"), "ground", json!("s66_request"));
    let recipients = json!([worker(road, "officer"), agency(road, "oranga-tamariki")]);
    with(with(body, "recipients", recipients), "basis", basis(reference))
}

fn basis(reference: &str) -> Value {
    json!({
        "requester": "Oranga Tamariki, Henderson site", "request_ref": reference, "privilege": "left_out",
        "consultation": { "reason_for_none": "it would not be safe" },
    })
}

/// Somebody of an agency that does not take part.
fn hire(road: &mut Road<'_>, key: &str) {
    let person = json!({ "name": format!("Rangi {key}"), "profession": key });
    let id = road.post("administrator", "/v1/agencies/{agency/stranger}/workers", person).id();
    road.enter(key, &format!("worker:{id}"));
    road.keep(&format!("worker/{key}"), id);
}

/// Scenario 10: it needs no consent, is stopped by no restriction, and opens nothing else.
#[test]
fn what_the_law_demands_goes_once_to_whom_it_is_for() {
    leave_after(Scene::Inviting, "disclosure_law", |road| {
        road.time("2026-02-12T10:00:00");
        hire(road, "officer");
        road.post("mother", "/v1/cases/{case}/restrictions", keeping(road, "oranga-tamariki"));
        each_guard(road);
        propose(road, "school", demanded(road, "OT 2026/17"));
        road.refused("school", ITEMS, demanded(road, " ot  2026/17"), (409, "disclosure.ground_used"));
        road.refused("school", &at("approval"), json!({}), (409, "disclosure.approver_is_author"));
        let seen = road.get("coordinator", ITEM);
        assert_eq!(seen.body["account"]["restriction_exists"], true, "{}", seen.text);
        road.post("coordinator", &at("approval"), json!({}));
        let insiders = ["coordinator", "school", "school-system", "mother", "father"];
        seen_by(road, &insiders);
        assert_eq!(road.status("officer", ITEM), 404);
        let sent = road.post("school", &at("delivery"), json!({}));
        assert_eq!(sent.text_at("/account/decisions/0/reason"), "statutory", "{}", sent.text);
        seen_by(road, &[insiders.as_slice(), &["oranga-tamariki"]].concat());
        let read = road.get("officer", ITEM);
        assert!(read.body.get("account").is_none() && !read.text.contains("OT 2026"), "{}", read.text);
        for closed in
            ["/v1/cases/{case}", ITEMS, LEDGER, "/v1/families/{family}", "/v1/people/{person/tamaiti}"]
        {
            assert_eq!(road.status("officer", closed), 404, "{closed}");
        }
        road.post("mother", &at("answer"), json!({ "answer": "object" }));
        assert_eq!(road.status("officer", ITEM), 200, "on record, and it goes on");
        road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "in person" }));
        for (who, status) in [("officer", 200), ("oranga-tamariki", 404), ("school", 404), ("mother", 200)] {
            assert_eq!(road.status(who, ITEM), status, "{who}");
        }
        road.refused("coordinator", ITEMS, demanded(road, "OT 2026/18"), (409, "case.closed"));
    });
}

fn each_guard(road: &Road<'_>) {
    let body = || demanded(road, "OT 1");
    let mut privileged = body();
    privileged["basis"]["privilege"] = json!("privileged");
    road.refused("school", ITEMS, privileged, (422, "disclosure.privileged"));
    for (consultation, code) in [
        (json!({}), "disclosure.basis_incomplete"),
        (
            json!({ "person_id": road.id("person/mother"), "reason_for_none": "x" }),
            "disclosure.basis_incomplete",
        ),
        (
            json!({ "person_id": road.id("person/mother"), "consulted_on": "2026-02-13", "outcome": "x" }),
            "date.in_future",
        ),
        (
            json!({ "person_id": road.id("worker/school"), "consulted_on": "2026-02-12", "outcome": "x" }),
            "case.person_not_member",
        ),
    ] {
        let mut unsound = body();
        unsound["basis"]["consultation"] = consultation;
        road.refused("school", ITEMS, unsound, (422, code));
    }
    let superfluous = with(body(), "ground", json!("consent"));
    road.refused("school", ITEMS, superfluous, (422, "disclosure.basis_incomplete"));
}

/// The line of the item in somebody's ledger.
fn line(road: &Road<'_>, who: &str) -> Option<Value> {
    let ledger = road.attempt(who, "GET", &format!("{LEDGER}?limit=200"), None);
    assert_eq!(ledger.status, 200, "{who}: {}", ledger.text);
    let mut lines = ledger.body["items"].as_array().unwrap().iter();
    lines.find(|it| it["disclosure_id"] == road.id("item")).cloned()
}

fn overdue(road: &Road<'_>, who: &str) -> usize {
    let ledger = road.attempt(who, "GET", &format!("{LEDGER}?overdue=true"), None);
    assert_eq!(ledger.status, 200, "{who}: {}", ledger.text);
    ledger.body["items"].as_array().unwrap().len()
}

/// Scenario 10, IPP 3A: the family is told; where that is unsafe the delay has an end.
#[test]
fn the_ledger_says_who_holds_what_and_who_is_to_be_told() {
    leave_after(Scene::Inviting, "disclosure_ledger", |road| {
        road.time("2026-02-12T10:00:00");
        hire(road, "officer");
        let mut body = demanded(road, "OT 7");
        body["basis"]["consultation"] = json!({ "person_id": road.id("person/mother"), "consulted_on": "2026-02-12", "outcome": "objects" });
        propose(road, "school", body);
        delay(road);
        road.post("coordinator", &at("approval"), json!({}));
        road.post("school", &at("delivery"), json!({}));
        assert_eq!((road.status("mother", ITEM), line(road, "mother")), (404, None), "not yet");
        let held = line(road, "coordinator").unwrap();
        assert_eq!(held["notices"][0]["exception"], "unsafe", "{held}");
        assert_eq!((held["held_by"].as_array().unwrap().len(), &held["ground"]), (2, &json!("s66_request")));
        assert!(held["held_since_at"].as_str().unwrap().starts_with("2026-02-11T21:00:"), "{held}");
        let received = line(road, "oranga-tamariki").unwrap();
        assert_eq!(received["held_by"].as_array().unwrap().len(), 1, "{received}");
        assert!(received["notices"][0].get("exception_reason").is_none(), "{received}");
        for (who, lines) in
            [("school", true), ("school-system", true), ("income", false), ("public-health", false)]
        {
            assert_eq!(line(road, who).is_some(), lines, "{who}");
        }
        for who in ["stranger", "officer", "aunty", "facilitator"] {
            assert!([403, 404].contains(&road.status(who, LEDGER)), "{who}");
        }
        assert_eq!((overdue(road, "coordinator"), overdue(road, "school")), (0, 0));
        road.time("2026-02-21T00:00:00");
        assert_eq!(
            (overdue(road, "coordinator"), overdue(road, "school"), overdue(road, "mother")),
            (1, 1, 1)
        );
        assert_eq!(
            (overdue(road, "oranga-tamariki"), overdue(road, "income")),
            (1, 0),
            "IPP 3A binds who collects"
        );
        assert_eq!(line(road, "coordinator").unwrap()["notices"][0]["status"], "due");
        let shown = road.get("mother", ITEM);
        for secret in ["may take it out", "objects", "consulted_on"] {
            assert!(!shown.text.contains(secret), "a delay ends by itself, its reason stays: {}", shown.text);
        }
        told_and_taken_back(road);
    });
}

fn delay(road: &Road<'_>) {
    let except = |exception: &str, review: Option<&str>| {
        let mut body = json!({
            "person_id": road.id("person/tamaiti"), "exception": exception, "reason": "an adult may take it out on them",
        });
        if let Some(day) = review {
            body["review_on"] = json!(day);
        }
        body
    };
    let path = at("notice-exceptions");
    for review in [None, Some("2026-02-12"), Some("2026-06-20")] {
        road.refused("school", &path, except("unsafe", review), (422, "disclosure.delay_out_of_bounds"));
    }
    let other = with(except("not_practicable", None), "person_id", json!(road.id("person/mother")));
    road.refused("school", &path, other, (422, "disclosure.person_not_concerned"));
    road.post("school", &path, except("unsafe", Some("2026-02-20")));
}

fn told_and_taken_back(road: &Road<'_>) {
    road.post(
        "coordinator",
        NOTICES,
        json!({
            "person_id": road.id("person/father"), "disclosures": [road.id("item")], "channel": "letter",
            "addresses": "Henderson School, 1 Main Road",
        }),
    );
    assert_eq!(overdue(road, "coordinator"), 0);
    assert_eq!(line(road, "mother").unwrap()["notices"][0]["status"], "given");
    assert_eq!(road.get("mother", LEDGER).body["items"].as_array().unwrap().len(), 1);
    road.post("coordinator", &at("recall"), json!({ "reason": "about another child" }));
    assert_eq!((road.status("officer", ITEM), line(road, "oranga-tamariki")), (404, None));
    let recalled = line(road, "father").unwrap();
    assert!(recalled["status"] == "recalled" && recalled["recalled_at"].is_string(), "{recalled}");
}

/// An exception for what is shared with consent: the family is told.
#[test]
fn what_is_shared_with_consent_is_told_without_exception() {
    leave_after(Scene::Inviting, "disclosure_no_exception", |road| {
        road.time("2026-02-12T10:00:00");
        propose(road, "school", of_school(road));
        let aware =
            json!({ "person_id": road.id("person/tamaiti"), "exception": "already_aware", "reason": "x" });
        road.refused("school", &at("notice-exceptions"), aware, (409, "disclosure.exception_not_possible"));
    });
}
