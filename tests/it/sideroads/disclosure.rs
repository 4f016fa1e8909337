//! Items of information with the family's consent: proposed, told, answered to, disclosed, corrected, taken
//! back, and who sees what of them on the way (F1-15, F1-16, F0-17).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, leave_after};

pub(super) const ITEM: &str = "/v1/disclosures/{item}";
pub(super) const ITEMS: &str = "/v1/cases/{case}/disclosures";
pub(super) const NOTICES: &str = "/v1/cases/{case}/disclosure-notices";
pub(super) const LEDGER: &str = "/v1/families/{family}/ledger";
pub(super) const EVERYBODY: [&str; 14] = [
    "coordinator",
    "school",
    "school-system",
    "income",
    "income-system",
    "public-health",
    "public-health-system",
    "family-support",
    "oranga-tamariki",
    "facilitator",
    "mother",
    "father",
    "aunty",
    "stranger",
];

pub(super) fn at(step: &str) -> String {
    format!("{ITEM}/{step}")
}

pub(super) fn agency(road: &Road<'_>, key: &str) -> Value {
    json!({ "kind": "agency", "agency_id": road.id(&format!("agency/{key}")) })
}

pub(super) fn worker(road: &Road<'_>, key: &str) -> Value {
    json!({ "kind": "worker", "worker_id": road.id(&format!("worker/{key}")) })
}

/// Education is kept from an agency.
pub(super) fn keeping(road: &Road<'_>, from: &str) -> Value {
    json!({ "kind": "category", "category": "education", "hidden_from": [agency(road, from)] })
}

/// What the school has about a child, for Work and Income and the nurse.
pub(super) fn of_school(road: &Road<'_>) -> Value {
    json!({
        "subjects": [road.id("person/tamaiti")], "category": "education",
        "summary": "Kahurangi misses two days a week", "purpose": "To plan how Kahurangi gets to school",
        "necessity": "Nobody else knows how often", "meeting_id": road.id("meeting"), "ground": "consent",
        "recipients": [agency(road, "income"), worker(road, "public-health")],
    })
}

pub(super) fn with(mut body: Value, member: &str, value: Value) -> Value {
    body[member] = value;
    body
}

pub(super) fn without(mut body: Value, member: &str) -> Value {
    body.as_object_mut().unwrap().remove(member);
    body
}

/// Who of everybody sees an item, by reading it and in the list of the case.
#[track_caller]
pub(super) fn seen_by(road: &Road<'_>, expected: &[&str]) {
    let id = road.id("item");
    for who in EVERYBODY {
        let seen = road.status(who, ITEM) == 200;
        assert_eq!(seen, expected.contains(&who), "{who}: {}", road.attempt(who, "GET", ITEM, None).text);
        let list = road.attempt(who, "GET", &format!("{ITEMS}?limit=200"), None);
        let listed = list.status == 200 && list.text.contains(id);
        assert_eq!(listed, seen && road.status(who, "/v1/cases/{case}") == 200, "{who}: {}", list.text);
    }
}

pub(super) fn propose(road: &mut Road<'_>, who: &str, body: Value) {
    let id = road.post(who, ITEMS, body).id();
    road.keep("item", id);
}

/// Tells somebody of the item.
pub(super) fn tell(road: &Road<'_>, by: &str, person: &str) -> Value {
    let notice = json!({
        "person_id": road.id(&format!("person/{person}")), "disclosures": [road.id("item")],
        "channel": "in_person", "addresses": "Henderson School, 1 Main Road; Work and Income, 2 Main Road",
    });
    road.post(by, NOTICES, notice).body
}

/// Somebody asks for a correction of the item.
pub(super) fn ask_to_correct(road: &Road<'_>, who: &str) -> String {
    let about = json!({ "kind": "disclosure", "id": road.id("item") });
    let wish = json!({
        "case_id": road.id("case"), "about": about, "wrong": "two days", "wanted": "one day",
    });
    road.post(who, "/v1/my/corrections", wish).id()
}

/// Brings an item to its recipients.
fn disclose(road: &mut Road<'_>, who: &str, body: Value, told: &str) {
    propose(road, who, body);
    road.post(who, &at("approval"), json!({}));
    tell(road, "coordinator", told);
    road.time("2026-02-15T10:00:00");
    road.post(who, &at("delivery"), json!({}));
}

/// F1-15, F1-16: nobody receives anything before the family was told and had time to answer.
#[test]
fn an_item_reaches_its_recipients_after_the_family_was_told() {
    leave_after(Scene::Inviting, "disclosure", |road| {
        road.time("2026-02-12T10:00:00");
        let body = of_school(road);
        propose(road, "school", body);
        assert_eq!(road.get("school", ITEM).text_at("/status"), "proposed");
        seen_by(road, &["coordinator", "school", "school-system"]);
        road.refused("school", &at("delivery"), json!({}), (409, "disclosure.not_in_state"));
        road.post("school", &at("approval"), json!({}));
        let insiders = ["coordinator", "school", "school-system", "mother", "father"];
        seen_by(road, &insiders);
        road.refused("school", &at("delivery"), json!({}), (409, "disclosure.notice_missing"));
        let notice = tell(road, "coordinator", "mother");
        six_elements(&notice);
        road.keep("notice", notice["id"].as_str().unwrap().to_owned());
        let told = road.get("mother", ITEM);
        let end = told.text_at("/account/available_at");
        assert!(end.starts_with("2026-02-13T21:00:"), "48 hours later: {}", told.text);
        seen_by(road, &insiders);
        road.time("2026-02-14T09:59:00");
        road.refused("school", &at("delivery"), json!({}), (409, "disclosure.notice_period_running"));
        road.time("2026-02-14T10:01:00");
        let sent = road.post("school", &at("delivery"), json!({}));
        assert_eq!(sent.text_at("/account/decisions/0/reason"), "consented", "{}", sent.text);
        evidence_is_for_the_coordinator(road);
        seen_by(road, &[insiders.as_slice(), &["income", "income-system", "public-health"]].concat());
        notices_are_for_those_concerned(road);
        a_recipient_sees_its_part(road);
    });
}

/// Consents are each somebody's own: only who keeps them reads on which of them a decision rests.
fn evidence_is_for_the_coordinator(road: &Road<'_>) {
    for (who, consents) in [("coordinator", 3), ("school", 0), ("mother", 0), ("father", 0)] {
        let item = road.get(who, ITEM);
        let evidence = &item.body["account"]["decisions"][0]["evidence"];
        assert_eq!(evidence.as_array().unwrap().len(), consents, "{who}: {}", item.text);
    }
}

/// Principle 3A: what, why, to whom, by whom and where to reach them, on which ground, with which rights.
fn six_elements(notice: &Value) {
    let item = &notice["items"][0];
    assert_eq!(item["what"], "Kahurangi misses two days a week");
    assert!(item["purpose"].is_string() && item["necessity"].is_string());
    assert_eq!(item["to"].as_array().unwrap().len(), 2, "{item}");
    assert!(item["to"][1].as_str().unwrap().contains(", "), "the worker and the agency: {item}");
    assert!(!item["from"].as_str().unwrap().is_empty());
    assert!(notice["addresses"].as_str().unwrap().contains("Main Road"));
    assert!(item["ground"].as_str().unwrap().contains("consent"), "{item}");
    assert!(notice["rights"].as_str().unwrap().contains("corrected"), "{notice}");
    assert!(
        notice["told_by"].is_string() && notice["channel"] == "in_person" && notice["told_at"].is_string()
    );
}

fn notices_are_for_those_concerned(road: &Road<'_>) {
    let notice = "/v1/disclosure-notices/{notice}";
    for (who, status, listed) in [("mother", 200, 1), ("coordinator", 200, 1), ("father", 404, 0)] {
        assert_eq!((road.status(who, notice), road.items(who, NOTICES)), (status, listed), "{who}");
    }
    for who in ["school", "school-system", "income", "aunty", "stranger"] {
        for path in [notice, NOTICES] {
            assert!([403, 404].contains(&road.status(who, path)), "{who} {path}");
        }
    }
    assert_eq!(road.get("mother", notice).body["id"], road.id("notice"));
    assert_eq!(road.get("mother", NOTICES).text_at("/items/0/id"), road.id("notice"));
    road.refused("coordinator", NOTICES, json!({
        "person_id": road.id("person/mother"), "disclosures": [road.id("item")], "channel": "letter", "addresses": "x",
    }), (409, "disclosure.told_already"));
}

/// F0-17: what is not a recipient's to know does not change what it reads, not even the tag.
fn a_recipient_sees_its_part(road: &Road<'_>) {
    let before = road.get("income", ITEM);
    assert!(before.body.get("account").is_none(), "{}", before.text);
    assert_eq!(before.body["recipients"].as_array().unwrap().len(), 1, "{}", before.text);
    assert!(!before.text.contains(road.id("worker/public-health")), "{}", before.text);
    let others = ["income", "school", "school-system", "father"];
    let seen = |who: &str| road.get(who, ITEM);
    let unmoved = others.map(seen);
    road.post("mother", &at("answer"), json!({ "answer": "agree" }));
    for (who, before) in others.into_iter().zip(unmoved) {
        let after = seen(who);
        assert_eq!((before.header("etag"), &before.text), (after.header("etag"), &after.text), "{who}");
    }
    let after = seen("income");
    for step in ["approval", "withholding", "delivery", "correction", "recall", "answer"] {
        let body = match step {
            "approval" | "delivery" => json!({}),
            "correction" => json!({ "summary": "x", "reason": "x" }),
            "answer" => json!({ "answer": "agree" }),
            _ => json!({ "reason": "x" }),
        };
        assert_eq!(road.attempt("income", "POST", &at(step), Some(body)).status, 403, "{step}");
    }
    assert_eq!(road.status("income", &at("advice-requests")), 404);
    ask_to_correct(road, "mother");
    let corrected = json!({ "summary": "Kahurangi misses one day a week", "reason": "counted twice" });
    road.post("school", &at("correction"), corrected);
    let now = road.get("income", ITEM);
    assert_eq!(now.text_at("/summary"), "Kahurangi misses one day a week");
    assert!(!now.text.contains("two days"), "{}", now.text);
    assert!(now.header("etag") != after.header("etag"));
    assert!(road.get("mother", ITEM).text.contains("two days"));
    assert_eq!(road.get("mother", ITEM).body["account"]["answers"].as_array().unwrap().len(), 1);
    assert_eq!(road.get("father", ITEM).body["account"]["answers"], json!([]), "each their own");
    assert_eq!(road.get("mother", ITEMS).body["items"].as_array().unwrap().len(), 1);
}

/// F1-16, F1-17: an adult's own item is theirs; one no keeps it from everybody.
#[test]
fn the_family_keeps_an_item_back() {
    leave_after(Scene::Inviting, "disclosure_objected", |road| {
        road.time("2026-02-12T10:00:00");
        let of_mother = json!({
            "subjects": [road.id("person/mother")], "category": "health", "summary": "Ana is often tired",
            "purpose": "To plan visits", "necessity": "The visits depend on it", "meeting_id": road.id("meeting"),
            "ground": "consent", "recipients": [agency(road, "school")],
        });
        propose(road, "public-health", of_mother.clone());
        road.post("public-health", &at("approval"), json!({}));
        let insiders = ["coordinator", "public-health", "public-health-system", "mother"];
        seen_by(road, &insiders);
        road.refused("coordinator", NOTICES, json!({
            "person_id": road.id("person/father"), "disclosures": [road.id("item")], "channel": "letter", "addresses": "x",
        }), (422, "disclosure.person_not_concerned"));
        let said = json!({ "answer": "agree", "family_decision": {
            "decided_by": road.id("person/father"), "decided_on": "2026-02-12", "how": "in person",
        } });
        road.refused("coordinator", &at("answer"), said, (422, "disclosure.person_not_concerned"));
        road.post("mother", &at("answer"), json!({ "answer": "confidential" }));
        let withheld = road.get("public-health", ITEM);
        assert_eq!(withheld.text_at("/account/ending/reason"), "family_confidential");
        assert_eq!(withheld.body["account"]["answers"], json!([]), "who decided is for the family");
        assert_eq!(road.get("coordinator", ITEM).text_at("/account/answers/0/answer"), "confidential");
        road.impossible("public-health", &at("delivery"), json!({}), ("disclosure.not_in_state", &[]));
        seen_by(road, &insiders);
        // Another item needs another notice; an objection takes back what is out already.
        disclose(road, "public-health", of_mother, "mother");
        seen_by(road, &[insiders.as_slice(), &["school", "school-system"]].concat());
        let no = json!({ "answer": "object", "family_decision": road.decided("2026-02-15") });
        road.post("coordinator", &at("answer"), no);
        seen_by(road, &insiders);
        assert_eq!(road.get("mother", ITEM).text_at("/status"), "recalled");
        let held = road.get("mother", LEDGER);
        assert_eq!(held.text_at("/items/0/status"), "recalled", "{}", held.text);
        assert_eq!(road.items("school", LEDGER), 0);
    });
}

/// F0-06, F1-11: consent is asked on each reading: the agency, the kind of information, taking part.
#[test]
fn what_was_disclosed_is_read_while_the_consents_cover_it() {
    leave_after(Scene::Inviting, "disclosure_covered", |road| {
        road.time("2026-02-12T10:00:00");
        let mut body = of_school(road);
        let father = json!({ "kind": "family_member", "person_id": road.id("person/father") });
        body["recipients"].as_array_mut().unwrap().push(father);
        disclose(road, "school", body, "mother");
        let kept = road.post("mother", "/v1/cases/{case}/restrictions", keeping(road, "public-health")).id();
        road.keep("restriction", kept);
        for (who, status) in [("public-health", 404), ("income", 200), ("mother", 200), ("school", 200)] {
            assert_eq!(road.status(who, ITEM), status, "F1-17: {who}");
        }
        road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        let taken_back = json!({ "agencies": [road.id("agency/income")], "channel": "in person" });
        road.post("mother", "/v1/consents/{consent/mother}/withdrawal", taken_back);
        for (who, status) in
            [("income", 404), ("income-system", 404), ("public-health", 200), ("father", 200)]
        {
            assert_eq!(road.status(who, ITEM), status, "{who}");
        }
        narrower(road);
        assert_eq!(road.status("public-health", "/v1/cases/{case}"), 200);
        for (who, status) in [("public-health", 404), ("school", 200), ("mother", 200)] {
            assert_eq!(road.status(who, ITEM), status, "{who}");
        }
        assert_eq!(road.items("public-health", LEDGER), 0);
        assert_eq!(road.items("mother", LEDGER), 3, "a line for each who holds it");
        road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "in person" }));
        assert_eq!((road.status("school", ITEM), road.status("mother", ITEM)), (404, 200));
    });
}

/// F1-11, F1-17: so does a member of the family, while it takes part and nothing is kept from them.
#[test]
fn what_was_disclosed_to_a_member_of_the_family_is_read_while_it_takes_part() {
    leave_after(Scene::Inviting, "who_received_it", |road| {
        road.time("2026-02-12T10:00:00");
        let father = json!([{ "kind": "family_member", "person_id": road.id("person/father") }]);
        let mut body = with(of_school(road), "recipients", father.clone());
        body["subjects"] = json!([road.id("person/mother")]);
        disclose(road, "school", body, "mother");
        assert_eq!(road.status("father", ITEM), 200);
        let wish = with(keeping(road, "income"), "hidden_from", father);
        let kept = road.post("mother", "/v1/cases/{case}/restrictions", wish).id();
        road.keep("restriction", kept);
        assert_eq!(road.status("father", ITEM), 404);
        road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        assert_eq!(road.status("father", ITEM), 200);
        road.both_take_back(&json!({ "purposes": ["participate"], "channel": "in person" }));
        assert_eq!((road.status("father", ITEM), road.status("mother", ITEM)), (404, 200));
    });
}

/// F1-11: a named worker reads while the family takes part and shares with their agency, whatever role they have.
#[test]
fn what_was_disclosed_to_somebody_by_name_is_read_while_the_family_shares_it() {
    let of_nurse = json!({ "agencies": ["agency/public-health"], "channel": "in person" });
    let participate = json!({ "purposes": ["participate"], "channel": "in person" });
    for (name, taken_back) in [("who_was_named", of_nurse), ("who_was_named_again", participate)] {
        leave_after(Scene::Inviting, name, |road| {
            road.time("2026-02-12T10:00:00");
            disclose(road, "school", of_school(road), "mother");
            assert_eq!(road.status("public-health", ITEM), 200);
            let mut taken_back = taken_back;
            if taken_back["agencies"].is_array() {
                taken_back["agencies"] = json!([road.id("agency/public-health")]);
            }
            road.both_take_back(&taken_back);
            assert_eq!(road.status("public-health", ITEM), 404, "{taken_back}");
        });
    }
}

/// The mother signs anew, without education.
fn narrower(road: &mut Road<'_>) {
    let agencies = ["public-health", "family-support", "school", "oranga-tamariki"];
    let agencies: Vec<_> = agencies.iter().map(|it| road.id(&format!("agency/{it}")).to_owned()).collect();
    let children: Vec<_> = ["tamaiti", "teina1", "teina2"]
        .iter()
        .map(|it| road.id(&format!("person/{it}")).to_owned())
        .collect();
    let consent = road.post("coordinator", "/v1/cases/{case}/consents", json!({
        "person_id": road.id("person/mother"), "purposes": ["participate", "share_with_agencies"],
        "agencies": agencies, "categories": ["identity", "health"], "children": children,
        "begins_on": "2026-02-15", "expires_on": "2027-02-04", "statement_version": "2026-01", "language": "en-NZ",
    }));
    road.keep("narrower", consent.id());
    road.post(
        "coordinator",
        "/v1/consents/{narrower}/signature",
        json!({
            "signed_on": "2026-02-15", "method": "paper", "witness": "Marama",
            "evidence_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        }),
    );
}
