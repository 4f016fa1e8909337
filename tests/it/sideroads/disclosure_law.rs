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

/// A demand of the law for what the school knows, by an agency and a worker of it who has nothing to do with the case.
pub(super) fn demanded(road: &Road<'_>, reference: &str) -> Value {
    let body = with(without(of_school(road), "meeting_id"), "ground", json!("s66_request"));
    let recipients = json!([worker(road, "officer"), agency(road, "oranga-tamariki")]);
    with(with(body, "recipients", recipients), "basis", basis(road, reference))
}

fn basis(road: &Road<'_>, reference: &str) -> Value {
    json!({
        "agency_id": road.id("agency/oranga-tamariki"), "requester": "Henderson site", "request_ref": reference, "privilege": "left_out",
        "consultation": { "reason_for_none": "it would not be safe" },
    })
}

/// Somebody of the agency that demands it, who has no role on the case.
pub(super) fn hire(road: &mut Road<'_>, key: &str) {
    let person = json!({ "name": format!("Rangi {key}"), "profession": key });
    let id = road.post("administrator", "/v1/agencies/{agency/oranga-tamariki}/workers", person).id();
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
        for (who, status) in [("officer", 200), ("oranga-tamariki", 200), ("school", 404), ("mother", 200)] {
            assert_eq!(road.status(who, ITEM), status, "{who}: what was received stays theirs");
        }
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
    let member = json!([{ "kind": "family_member", "person_id": road.id("person/father") }]);
    let for_father = with(body(), "recipients", member);
    road.refused("school", ITEMS, for_father, (422, "disclosure.not_for_the_family"));
    let nurse = json!([agency(road, "oranga-tamariki"), worker(road, "public-health")]);
    let for_others = with(body(), "recipients", nurse);
    let refused = road.refused("school", ITEMS, for_others, (422, "disclosure.recipient_not_requester"));
    assert_eq!(refused.text_at("/errors/0/pointer"), "#/recipients/1");
    let superfluous = with(body(), "ground", json!("consent"));
    road.refused("school", ITEMS, superfluous, (422, "disclosure.basis_incomplete"));
}

/// The lines of the item in somebody's ledger.
fn lines(road: &Road<'_>, who: &str, query: &str) -> Vec<Value> {
    let ledger = road.attempt(who, "GET", &format!("{LEDGER}?limit=200{query}"), None);
    assert_eq!(ledger.status, 200, "{who}: {}", ledger.text);
    let lines = ledger.body["items"].as_array().unwrap().iter();
    lines.filter(|it| it["disclosure_id"] == road.id("item")).cloned().collect()
}

/// The first of them.
fn line(road: &Road<'_>, who: &str) -> Option<Value> {
    lines(road, who, "").into_iter().next()
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
        assert_eq!(held["ground"], "s66_request", "{held}");
        each_holder_has_a_line(road);
        assert!(held["held_since_at"].as_str().unwrap().starts_with("2026-02-11T21:00:"), "{held}");
        let received = line(road, "oranga-tamariki").unwrap();
        assert_eq!(received["held_by"], agency(road, "oranga-tamariki"), "{received}");
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
            (2, 2, 2)
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

/// F0-17: exactly who holds what: a line for each, found by its agency, and page by page.
fn each_holder_has_a_line(road: &Road<'_>) {
    for who in ["coordinator", "school", "school-system"] {
        let holders: Vec<Value> =
            lines(road, who, "").iter().map(|it| it["held_by"]["kind"].clone()).collect();
        assert_eq!(holders.len(), 2, "{who}");
        assert!(
            holders.contains(&json!("agency")) && holders.contains(&json!("worker")),
            "{who} {holders:?}"
        );
    }
    assert_eq!(lines(road, "oranga-tamariki", "").len(), 1);
    let by_agency = |who: &str, key: &str| {
        lines(road, who, &format!("&agency_id={}", road.id(&format!("agency/{key}")))).len()
    };
    assert_eq!((by_agency("coordinator", "oranga-tamariki"), by_agency("coordinator", "stranger")), (2, 0));
    assert_eq!((by_agency("coordinator", "income"), by_agency("school", "oranga-tamariki")), (0, 2));
    assert_eq!(
        (by_agency("oranga-tamariki", "oranga-tamariki"), by_agency("oranga-tamariki", "stranger")),
        (1, 0),
        "a recipient finds itself alone"
    );
    let first = road.get("coordinator", &format!("{LEDGER}?limit=1"));
    let cursor = first.text_at("/next_cursor");
    let second = road.attempt("coordinator", "GET", &format!("{LEDGER}?limit=1&cursor={cursor}"), None);
    assert!(second.body.get("next_cursor").is_none(), "{}", second.text);
    assert_ne!(first.body["items"][0]["held_by"], second.body["items"][0]["held_by"]);
    assert_eq!(first.body["items"][0]["disclosure_id"], second.body["items"][0]["disclosure_id"]);
}

/// Oranga Tamariki Act, section 66C: between child welfare and protection agencies, as the directory says.
#[test]
fn section_66c_is_for_those_who_protect_children() {
    leave_after(Scene::Inviting, "disclosure_protecting", |road| {
        road.time("2026-02-12T10:00:00");
        hire(road, "officer");
        let body = |road: &Road<'_>| {
            let body = with(demanded(road, "OT 66C"), "ground", json!("s66c"));
            with(body, "recipients", json!([agency(road, "oranga-tamariki")]))
        };
        let not = (422, "disclosure.not_child_protection");
        protecting(road, "oranga-tamariki");
        road.refused("school", ITEMS, body(road), not);
        protecting(road, "school");
        let others =
            with(body(road), "recipients", json!([agency(road, "oranga-tamariki"), agency(road, "income")]));
        let refused = road.refused("school", ITEMS, others, not);
        assert_eq!(refused.text_at("/errors/0/pointer"), "#/recipients/1");
        propose(road, "school", body(road));
    });
}

fn protecting(road: &Road<'_>, key: &str) {
    let path = format!("/v1/agencies/{{agency/{key}}}");
    let read = road.get("administrator", &path);
    let mut body = read.body.clone();
    body.as_object_mut().unwrap().remove("id");
    body["child_protection"] = json!(true);
    let changed = road.put("administrator", &path, body);
    assert_eq!(changed.body["child_protection"], true, "{}", changed.text);
}

/// Peers 4: of a serious threat a supervisor is told, and it is on record who and when.
#[test]
fn a_supervisor_is_told_of_a_serious_threat() {
    leave_after(Scene::Inviting, "disclosure_threat", |road| {
        road.time("2026-02-12T10:00:00");
        hire(road, "officer");
        let person = json!({ "name": "Hine Supervisor", "profession": "principal" });
        let supervisor = road.post("administrator", "/v1/agencies/{agency/school}/workers", person).id();
        let body = |road: &Road<'_>, told: Value| {
            let body = with(demanded(road, "threat 1"), "ground", json!("serious_threat"));
            let told = with(basis(road, "threat 1"), "supervisor_told", told);
            with(body, "basis", told)
        };
        let told = |who: &str, at: &str| json!({ "worker_id": who, "told_at": at });
        let missing = without(body(road, json!(null))["basis"].clone(), "supervisor_told");
        let missing = with(body(road, json!(null)), "basis", missing);
        road.refused("school", ITEMS, missing, (422, "disclosure.basis_incomplete"));
        let (before, after) = ("2026-02-11T20:00:00Z", "2026-02-11T22:00:00Z");
        for (who, when, code) in [
            (supervisor.as_str(), after, "date.in_future"),
            (road.id("worker/school"), before, "disclosure.supervisor_not_possible"),
            (road.id("worker/income"), before, "reference.unknown"),
        ] {
            road.refused("school", ITEMS, body(road, told(who, when)), (422, code));
        }
        let demanded =
            with(demanded(road, "threat 2"), "basis", body(road, told(&supervisor, before))["basis"].clone());
        road.refused("school", ITEMS, demanded, (422, "disclosure.basis_incomplete"));
        let item = body(road, told(&supervisor, before));
        propose(road, "school", item);
        let seen = road.get("coordinator", ITEM);
        assert_eq!(seen.text_at("/account/basis/supervisor_id"), supervisor, "{}", seen.text);
        assert_eq!(seen.text_at("/account/basis/supervisor_told_at"), before);
        road.post("coordinator", &at("approval"), json!({}));
        assert!(!road.get("mother", ITEM).text.contains(&supervisor), "who was told is not for the family");
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

fn told_and_taken_back(road: &mut Road<'_>) {
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
    assert_eq!(road.get("mother", LEDGER).body["items"].as_array().unwrap().len(), 2);
    road.post("coordinator", &at("recall"), json!({ "reason": "about another child" }));
    assert_eq!((road.status("officer", ITEM), line(road, "oranga-tamariki")), (404, None));
    let recalled = line(road, "father").unwrap();
    assert!(recalled["status"] == "recalled" && recalled["recalled_at"].is_string(), "{recalled}");
    propose(road, "school", demanded(road, "OT 7"));
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
