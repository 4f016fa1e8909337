//! Requests to correct what is on record, and statements that go with what was not corrected (IPP 7).

use serde_json::{Value, json};
use whakakaha::demo::{journey::Scene, stage::Answer};

use super::{
    Road,
    disclosure::{ITEM, at, of_school, propose, tell},
    leave_after,
    own_door::texts,
};

const OWN: &str = "/v1/my/corrections";
const ON_CASE: &str = "/v1/cases/{case}/corrections";

fn about(road: &Road<'_>, kind: &str, key: &str) -> Value {
    json!({
        "case_id": road.id("case"), "about": { "kind": kind, "id": road.id(key) },
        "wrong": "that is not how it was", "wanted": "as it was",
    })
}

/// The ids of the requests that somebody finds on the case.
fn found(road: &Road<'_>, who: &str) -> Vec<String> {
    texts(&road.attempt(who, "GET", ON_CASE, None), "id")
}

/// IPP 7: answered once, by the coordinator; a no can be answered, and that goes with the thing.
#[test]
fn what_is_not_corrected_goes_on_with_a_statement() {
    leave_after(Scene::Agreeing, "corrections", |road| {
        let made = road.post("mother", OWN, about(road, "need", "need/health"));
        road.keep("correction", made.id());
        assert_eq!(made.text_at("/status"), "requested");
        assert_eq!(found(road, "coordinator"), [made.id()]);
        for who in ["school", "family-support", "school-system"] {
            assert!(found(road, who).is_empty(), "{who}: nothing is attached yet");
            assert_eq!(road.status(who, "/v1/corrections/{correction}"), 404, "{who}");
        }
        assert_eq!(road.status("father", "/v1/corrections/{correction}"), 404, "it is hers");
        assert_eq!(road.status("father", ON_CASE), 403);
        assert_eq!(road.items("father", OWN), 0);

        let statement = "/v1/corrections/{correction}/statement";
        road.impossible(
            "mother",
            statement,
            json!({ "text": "too soon" }),
            ("correction.not_in_state", &["correction.accept", "correction.refuse"]),
        );
        let refusal = "/v1/corrections/{correction}/refusal";
        for who in ["mother", "school"] {
            let answer = road.attempt(who, "POST", refusal, Some(json!({ "reason": "no" })));
            assert_eq!(answer.status, if who == "mother" { 403 } else { 404 }, "{who}");
        }
        let refused = road.post("coordinator", refusal, json!({ "reason": "so it was said" }));
        assert_eq!(
            (refused.text_at("/status"), refused.text_at("/answer")),
            ("refused".into(), "so it was said".into())
        );
        road.impossible(
            "coordinator",
            refusal,
            json!({ "reason": "again" }),
            ("correction.not_in_state", &["correction.attach_statement"]),
        );
        assert_eq!(
            road.attempt("coordinator", "POST", statement, Some(json!({ "text": "for her" }))).status,
            403
        );

        let attached = road.post("mother", statement, json!({ "text": "so it was not" }));
        assert_eq!(attached.text_at("/status"), "disputed");
        whoever_reads_the_need_reads_the_statement(road, &attached);
    });
}

fn whoever_reads_the_need_reads_the_statement(road: &Road<'_>, attached: &Answer) {
    let told = attached.body["agencies_to_tell"].as_array().unwrap();
    assert!(told.contains(&json!(road.id("agency/school"))), "{told:?}");
    for who in ["school", "school-system", "family-support", "public-health"] {
        assert_eq!(found(road, who), [attached.id()], "{who}");
        assert_eq!(road.get(who, "/v1/corrections/{correction}").text_at("/statement"), "so it was not");
    }
    for who in ["school", "school-system", "coordinator", "mother"] {
        let need = road.get(who, "/v1/needs/{need/health}");
        assert_eq!(need.text_at("/statements/0/text"), "so it was not", "{who}");
        let needs = road.get(who, "/v1/cases/{case}/needs").body;
        let carrying = needs["items"].as_array().unwrap().iter().filter(|it| it.get("statements").is_some());
        assert_eq!(carrying.count(), 1, "{who}: with that need and no other");
    }
    let others = road.get("father", "/v1/needs/{need/health}");
    assert!(others.body.get("statements").is_none(), "what she asks for is hers: {}", others.text);
    road.get("school", ON_CASE);
    road.post("mother", "/v1/consents/{consent/mother}/withdrawal", json!({ "channel": "in person" }));
    assert_eq!(road.status("school", "/v1/corrections/{correction}"), 404);
    assert_eq!(texts(&road.get("mother", OWN), "status"), ["disputed"]);
}

/// F1-17, IPP 7: what is kept from an agency stays so, and what is for those who coordinate as well.
#[test]
fn a_statement_reaches_nobody_whom_the_thing_does_not_reach() {
    leave_after(Scene::Agreeing, "kept_corrections", |road| {
        let call = json!({ "held_on": "2026-02-18", "channel": "telephone", "reached": false, "summary": "tried", "plan_works": "not_asked" });
        let contact = road.post("family-support", "/v1/cases/{case}/contacts", call).id();
        road.keep("contact", contact);
        for (kind, key) in [("profile_entry", "entry/confidential"), ("contact", "contact")] {
            let made = road.post("father", OWN, about(road, kind, key)).id();
            road.keep(kind, made);
            if kind == "contact" {
                let seen = road.get("family-support", "/v1/corrections/{contact}");
                assert_eq!(seen.text_at("/source_agency_id"), road.id("agency/family-support"));
            }
            let by = if kind == "contact" { "family-support" } else { "coordinator" };
            road.post(by, &format!("/v1/corrections/{{{kind}}}/refusal"), json!({ "reason": "no" }));
            road.post(
                "father",
                &format!("/v1/corrections/{{{kind}}}/statement"),
                json!({ "text": "but yes" }),
            );
        }
        assert!(found(road, "school").is_empty(), "the entry is kept from it, and contacts are not for it");
        assert_eq!(road.status("school", "/v1/corrections/{profile_entry}"), 404);
        let entry = road.get("father", "/v1/corrections/{profile_entry}");
        let told = entry.body["agencies_to_tell"].as_array().unwrap();
        assert!(!told.contains(&json!(road.id("agency/school"))), "{told:?}");
        assert!(told.contains(&json!(road.id("agency/family-support"))), "{told:?}");
        assert_eq!(found(road, "public-health"), [road.id("profile_entry")]);
        assert_eq!(found(road, "family-support").len(), 2);
    });
}

/// IPP 7: who asks about what.
#[test]
fn each_asks_about_what_is_theirs() {
    leave_after(Scene::Agreeing, "who_asks", |road| {
        for (kind, key) in [
            ("person", "person/mother"),
            ("person", "person/tamaiti"),
            ("action", "action/5"),
            ("meeting", "meeting"),
            ("plan_version", "plan"),
        ] {
            road.post("mother", OWN, about(road, kind, key));
        }
        for (kind, key) in [
            ("person", "person/father"),
            ("need", "action/5"),
            ("review", "case"),
            ("final_report", "case"),
            ("progress_report", "case"),
        ] {
            let refused = road.refused("mother", OWN, about(road, kind, key), (422, "reference.unknown"));
            assert_eq!(refused.text_at("/errors/0/pointer"), "#/about/id", "{kind}");
        }
        let of_school = texts(&road.attempt("school", "GET", ON_CASE, None), "id");
        assert_eq!(of_school.len(), 1, "its own promise");
        road.keep("promise", of_school[0].clone());
        let answer = road.post("school", "/v1/corrections/{promise}/acceptance", json!({ "note": "done" }));
        assert_eq!(
            (answer.text_at("/status"), answer.text_at("/answered_by")),
            ("corrected".into(), road.id("worker/school").into())
        );

        let own = about(road, "person", "person/aunty");
        road.post("aunty", OWN, own);
        assert_eq!(road.attempt("aunty", "POST", OWN, Some(about(road, "need", "need/health"))).status, 404);
        road.leaves("father", "2026-02-19");
        road.post("father", OWN, about(road, "person", "person/father"));
        assert_eq!(road.attempt("father", "POST", OWN, Some(about(road, "need", "need/health"))).status, 404);
        assert_eq!(road.items("father", OWN), 1);
        for who in ["school", "coordinator", "school-system", "administrator", "stranger"] {
            assert_eq!(
                road.attempt(who, "POST", OWN, Some(about(road, "need", "need/health"))).status,
                403,
                "{who}"
            );
            assert_eq!(road.status(who, OWN), 403, "{who}");
        }
    });
}

/// F1-17: what is kept from somebody is not for them here either, and who is kept from them says nothing to them.
#[test]
fn what_is_kept_from_somebody_is_kept_at_their_own_door() {
    leave_after(Scene::Agreeing, "kept_at_the_door", |road| {
        let from_father = json!([{ "kind": "family_member", "person_id": road.id("person/father") }]);
        let promise = road.get("father", "/v1/my/actions").text_at("/items/0/id");
        road.keep("promise", promise.clone());
        let restrictions = "/v1/cases/{case}/restrictions";
        let wish = json!({ "kind": "action", "item_id": promise, "hidden_from": from_father });
        road.post("mother", restrictions, wish);
        assert_eq!(road.items("father", "/v1/my/actions"), 0);
        assert!(texts(&road.get("mother", "/v1/my/actions"), "id").contains(&promise));
        road.refused("father", OWN, about(road, "action", "promise"), (422, "reference.unknown"));
        road.post("mother", OWN, about(road, "action", "promise"));

        let said = json!({ "case_id": road.id("case"), "text": "this is mine", "audience": "everybody" });
        road.post("mother", "/v1/my/statements", said);
        let on_case = "/v1/cases/{case}/statements";
        assert_eq!((road.items("public-health", on_case), road.items("school", on_case)), (1, 1));
        let from_school = json!([{ "kind": "agency", "agency_id": road.id("agency/school") }]);
        let wish =
            json!({ "kind": "person", "person_id": road.id("person/mother"), "hidden_from": from_school });
        road.post("mother", restrictions, wish);
        assert_eq!((road.items("public-health", on_case), road.items("school", on_case)), (1, 0));
        assert_eq!(road.items("mother", "/v1/my/statements"), 1);
    });
}

const NOTICES: &str = "/v1/correction-notices";

/// Asks for something to be corrected, and is refused.
fn dispute(road: &mut Road<'_>, who: &str, (kind, key): (&str, &str)) {
    let made = road.post(who, OWN, about(road, kind, key)).id();
    road.keep("correction", made);
    road.post("coordinator", "/v1/corrections/{correction}/refusal", json!({ "reason": "no" }));
    road.post(who, "/v1/corrections/{correction}/statement", json!({ "text": "but yes" }));
}

/// IPP 7: those who have the thing are told that it was corrected, take note, and whoever asked sees that.
#[test]
fn those_who_have_it_are_told_and_take_note() {
    leave_after(Scene::Agreeing, "passed_on", |road| {
        let made = road.post("mother", OWN, about(road, "need", "need/health")).id();
        road.keep("correction", made);
        assert_eq!(road.items("school", NOTICES), 0);
        road.post("coordinator", "/v1/corrections/{correction}/acceptance", json!({ "note": "as it was" }));
        let told = road.get("school", NOTICES);
        assert_eq!(told.text_at("/items/0/news"), "corrected", "{}", told.text);
        assert_eq!(told.text_at("/items/0/about/id"), road.id("need/health"));
        road.keep("notice", told.text_at("/items/0/id"));
        let one = "/v1/correction-notices/{notice}";
        for (who, status) in [
            ("school", 200),
            ("school-system", 200),
            ("public-health", 404),
            ("coordinator", 200),
            ("mother", 404),
        ] {
            assert_eq!(road.status(who, one), status, "{who}: it is the school's");
        }
        road.get("school-system", one);
        for who in ["mother", "administrator"] {
            assert_eq!(road.status(who, NOTICES), 403, "{who}");
        }
        let of_request = "/v1/corrections/{correction}/notices";
        let mine = road.get("mother", of_request);
        let agencies = texts(&mine, "agency_id");
        assert!(
            agencies.contains(&road.id("agency/school").to_owned()) && agencies.len() > 1,
            "{}",
            mine.text
        );
        assert!(texts(&mine, "acknowledged_at").iter().all(String::is_empty), "{}", mine.text);
        assert_eq!(road.items("coordinator", of_request), agencies.len());
        for who in ["father", "school", "school-system"] {
            assert_eq!(road.status(who, of_request), 404, "{who}");
        }
        they_take_note(road, of_request);
    });
}

fn they_take_note(road: &Road<'_>, of_request: &str) {
    let note = "/v1/correction-notices/{notice}/acknowledgement";
    for (who, status) in [("public-health", 404), ("coordinator", 403), ("mother", 404)] {
        assert_eq!(road.attempt(who, "POST", note, Some(json!({}))).status, status, "{who}");
    }
    let noted = road.post("school", note, json!({}));
    assert_eq!(noted.text_at("/acknowledged_by"), road.id("worker/school"), "{}", noted.text);
    road.unchanged("school-system", note, json!({}));
    let count = |who: &str, query: &str| {
        road.get(who, &format!("{NOTICES}?{query}")).body["items"].as_array().unwrap().len()
    };
    assert_eq!((count("school", "acknowledged=true"), count("school", "acknowledged=false")), (1, 0));
    let mine = road.get("mother", of_request);
    assert_eq!(
        texts(&mine, "acknowledged_at").iter().filter(|it| !it.is_empty()).count(),
        1,
        "{}",
        mine.text
    );
}

/// F1-17, F0-06: nobody is told of what they may not know any more, and whom is kept from them says nothing to them.
#[test]
fn nobody_is_told_of_what_is_kept_from_them() {
    leave_after(Scene::Agreeing, "passed_on_kept", |road| {
        dispute(road, "mother", ("need", "need/health"));
        let count = |road: &Road<'_>, who: &str| road.items(who, NOTICES);
        assert_eq!((count(road, "school"), count(road, "public-health")), (1, 1));
        let from_school = json!([{ "kind": "agency", "agency_id": road.id("agency/school") }]);
        let wish = |kind: &str, member: &str, id: &str| json!({ "kind": kind, member: id, "hidden_from": from_school });
        let restrictions = "/v1/cases/{case}/restrictions";
        for (kind, member, key) in
            [("need", "item_id", "need/health"), ("person", "person_id", "person/mother")]
        {
            let kept = road.post("mother", restrictions, wish(kind, member, road.id(key))).id();
            road.keep("restriction", kept);
            for who in ["school", "school-system"] {
                assert_eq!(count(road, who), 0, "{who} {kind}");
            }
            if kind == "person" {
                let need = road.get("school", "/v1/needs/{need/health}");
                assert!(need.body.get("statements").is_none(), "her words: {}", need.text);
                assert!(road.get("coordinator", "/v1/needs/{need/health}").body["statements"].is_array());
            }
            assert_eq!(count(road, "public-health"), 1);
            road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
            assert_eq!(count(road, "school"), 1);
        }
        let call = json!({ "held_on": "2026-02-18", "channel": "telephone", "reached": false, "summary": "tried", "plan_works": "not_asked" });
        let contact = road.post("family-support", "/v1/cases/{case}/contacts", call).id();
        road.keep("contact", contact);
        dispute(road, "father", ("contact", "contact"));
        assert_eq!(
            (count(road, "family-support"), count(road, "public-health"), count(road, "school-system")),
            (2, 1, 1),
            "a contact is for who leads"
        );
        assert_eq!(
            road.get("family-support", "/v1/contacts/{contact}").text_at("/statements/0/text"),
            "but yes"
        );
        road.both_take_back(&json!({ "channel": "by telephone" }));
        assert_eq!((count(road, "school"), count(road, "school-system")), (0, 0));
    });
}

/// F0-17, IPP 7: an item of information that was corrected, or is disputed, reaches whoever received it.
#[test]
fn whoever_received_an_item_is_told() {
    leave_after(Scene::Inviting, "passed_on_item", |road| {
        road.time("2026-02-12T10:00:00");
        propose(road, "school", of_school(road));
        let own = about(road, "disclosure", "item");
        road.refused("mother", OWN, own, (422, "reference.unknown"));
        road.post("school", &at("approval"), json!({}));
        tell(road, "coordinator", "mother");
        road.time("2026-02-15T10:00:00");
        road.post("school", &at("delivery"), json!({}));
        road.post("mother", OWN, about(road, "disclosure", "item"));
        let now = json!({ "summary": "Kahurangi misses one day a week", "reason": "counted twice" });
        road.post("school", &at("correction"), now);
        for (who, notices) in [
            ("income", 1),
            ("income-system", 1),
            ("public-health", 1),
            ("public-health-system", 0),
            ("school", 0),
        ] {
            assert_eq!(road.items(who, NOTICES), notices, "{who}");
        }
        let of_item = "/v1/disclosures/{item}/correction-notices";
        for (who, notices) in [("school", 2), ("coordinator", 2), ("mother", 2)] {
            assert_eq!(road.get(who, of_item).body["items"].as_array().unwrap().len(), notices, "{who}");
        }
        assert_eq!((road.status("income", of_item), road.status("aunty", of_item)), (404, 404));
        let notice = road.get("public-health", NOTICES).text_at("/items/0/id");
        road.keep("notice", notice);
        road.post("public-health", "/v1/correction-notices/{notice}/acknowledgement", json!({}));
        assert!(road.get("mother", of_item).text.contains(road.id("worker/public-health")));
        an_item_is_disputed(road);
    });
}

/// What is disputed of an item goes with it, to whoever received it and nobody else.
fn an_item_is_disputed(road: &mut Road<'_>) {
    let made = road.post("mother", OWN, about(road, "disclosure", "item"));
    assert_eq!(made.text_at("/source_agency_id"), road.id("agency/school"));
    road.keep("correction", made.id());
    let accepted = json!({ "note": "done" });
    road.refused(
        "school",
        "/v1/corrections/{correction}/acceptance",
        accepted,
        (409, "correction.of_an_item"),
    );
    road.post("school", "/v1/corrections/{correction}/refusal", json!({ "reason": "it was counted" }));
    road.post(
        "mother",
        "/v1/corrections/{correction}/statement",
        json!({ "text": "one of them was a tangi" }),
    );
    for who in ["income", "income-system", "public-health", "school", "coordinator"] {
        assert_eq!(road.get(who, ITEM).text_at("/statements/0/text"), "one of them was a tangi", "{who}");
    }
    assert!(road.get("father", ITEM).body.get("statements").is_none());
    assert_eq!((road.items("income", NOTICES), found(road, "income").len()), (2, 1));
    assert_eq!(road.items("oranga-tamariki", NOTICES), 0);
    assert!(found(road, "family-support").is_empty(), "who never received it");
    let taken_back = json!({ "agencies": [road.id("agency/income")], "channel": "in person" });
    road.post("mother", "/v1/consents/{consent/mother}/withdrawal", taken_back);
    assert_eq!((road.items("income", NOTICES), road.items("public-health", NOTICES)), (0, 2));
}
