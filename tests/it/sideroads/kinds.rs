//! Kinds of information of which a person's own record consists: who they are and to whom they belong, and their school.
//! Where such a kind is kept from somebody, people are shown to them by name alone (F0-06, F1-17).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{AGENCIES, Road, leave_after};

const CHILD: &str = "/v1/people/{person/tamaiti}";
const KIN: &str = "/v1/people/{person/tamaiti}/relationships";
const FAMILY: &str = "/v1/families/{family}";
const CASE: &str = "/v1/cases/{case}";

/// What tells who somebody is.
const TELLING: [&str; 6] = ["born_on", "gender", "ethnicities", "iwi", "languages", "identifiers"];

/// The child with everything that a record can say, a relationship to the mother, and its membership.
fn described(road: &mut Road<'_>) {
    let mut record = road.get("coordinator", CHILD).body;
    for made in ["id", "identifiers", "statements"] {
        record.as_object_mut().unwrap().remove(made);
    }
    for (member, value) in [
        ("gender", json!("girl")),
        ("iwi", json!(["Ngāti Whātua"])),
        ("school", json!("Henderson School")),
        ("preferred_name", json!("Kahu")),
    ] {
        record[member] = value;
    }
    road.put("coordinator", CHILD, record);
    let called = |agency: &str| {
        let agency = road.id(&format!("agency/{agency}"));
        json!({ "agency_id": agency, "system": "client_number", "value": format!("K-{agency}") })
    };
    for agency in ["school", "income"] {
        road.post("coordinator", &format!("{CHILD}/identifiers"), called(agency));
    }
    let parent =
        json!({ "of_person_id": road.id("person/tamaiti"), "kind": "parent", "started_on": "2026-02-01" });
    let id = road.post("coordinator", "/v1/people/{person/mother}/relationships", parent).id();
    road.keep("kin", id);
    let membership = road.membership("tamaiti");
    road.keep("of_child", membership);
}

/// Which of what tells who the child is somebody reads.
fn told(record: &Value) -> Vec<&'static str> {
    let says = |it: &&str| match record.get(*it) {
        None | Some(Value::Null) => false,
        Some(Value::Array(all)) => !all.is_empty(),
        Some(_) => true,
    };
    TELLING.into_iter().filter(says).collect()
}

/// Whether somebody finds out to whom the child belongs, anywhere.
#[track_caller]
fn belongs(road: &Road<'_>, who: &str) -> bool {
    let child = road.id("person/tamaiti");
    let names = |path: &str| {
        let answer = road.attempt(who, "GET", path, None);
        answer.status == 200 && answer.body["members"].to_string().contains(child)
    };
    let places = [
        names(FAMILY),
        names(CASE),
        road.status(who, "/v1/memberships/{of_child}") == 200,
        road.status(who, "/v1/relationships/{kin}") == 200,
        road.items(who, KIN) == 1,
        road.items(who, "/v1/people/{person/mother}/relationships") == 1,
    ];
    assert_eq!(places, [places[0]; 6], "{who}");
    places[0]
}

#[track_caller]
fn known_by_name_alone(road: &Road<'_>, who: &str) {
    let child = road.get(who, CHILD);
    assert_eq!(told(&child.body), [""; 0], "{who}: {}", child.text);
    assert_eq!(child.text_at("/preferred_name"), "Kahu", "{who}");
    assert!(child.body["interpreter"].is_boolean(), "{who}");
    assert!(!belongs(road, who), "{who}");
}

/// Consent that does not cover who people are leaves agencies the names of those with whom they work.
#[test]
fn f0_06_agencies_that_are_not_to_know_who_people_are_know_their_names() {
    leave_after(Scene::Agreeing, "who_people_are", |road| {
        described(road);
        for who in AGENCIES.into_iter().chain(["family-support", "coordinator", "mother"]) {
            let child = road.get(who, CHILD);
            assert_eq!(told(&child.body)[0], "born_on", "{who}: {}", child.text);
            assert_eq!(child.text_at("/school"), "Henderson School", "{who}");
            assert!(belongs(road, who), "{who}");
        }
        let token = |who: &str| road.get(who, CHILD).header("etag").unwrap().to_owned();
        let path = "/v1/consents/{consent/mother}/withdrawal";
        road.post("mother", path, json!({ "categories": ["identity"], "channel": "in person" }));
        for who in AGENCIES.into_iter().chain(["family-support"]) {
            known_by_name_alone(road, who);
            assert_eq!(road.get(who, CHILD).text_at("/school"), "Henderson School", "{who}");
        }
        let before = token("family-support");
        let mut record = road.get("coordinator", CHILD).body;
        for made in ["id", "identifiers", "statements"] {
            record.as_object_mut().unwrap().remove(made);
        }
        record["born_on"] = json!("2015-03-04");
        road.put("coordinator", CHILD, record);
        assert_eq!(token("family-support"), before, "a birth date that is kept from them changes nothing");
        for who in ["coordinator", "mother", "father"] {
            let child = road.get(who, CHILD);
            assert_eq!(told(&child.body)[0], "born_on", "{who}: {}", child.text);
            assert!(belongs(road, who), "{who}");
        }
        road.post("mother", path, json!({ "categories": ["education"], "channel": "in person" }));
        for who in AGENCIES.into_iter().chain(["family-support"]) {
            assert!(road.get(who, CHILD).body.get("school").is_none(), "{who}");
        }
        assert_eq!(road.get("father", CHILD).text_at("/school"), "Henderson School");
    });
}

/// Somebody who coordinates in the region, and not this case.
fn another_coordinator(road: &mut Road<'_>) {
    let person = json!({ "name": "Huia Mason", "profession": "coordinator" });
    let id = road.post("administrator", "/v1/agencies/{agency/stranger}/workers", person).id();
    let body = json!({
        "worker_id": id, "region_id": road.id("region"),
        "contact": { "name": "Huia Mason", "phone": "0800 111 111" },
    });
    road.post("administrator", "/v1/coordinators", body);
    road.enter("second", &format!("worker:{id}"));
    road.keep("worker/second", id);
}

fn restrict(road: &mut Road<'_>, thing: Value) {
    let from = json!([
        { "kind": "worker", "worker_id": road.id("worker/second") },
        { "kind": "family_member", "person_id": road.id("person/father") },
    ]);
    let mut wish = thing;
    wish["hidden_from"] = from;
    let id = road.post("mother", "/v1/cases/{case}/restrictions", wish).id();
    road.keep("restriction", id);
}

/// How many people a search by this finds.
fn found(road: &Road<'_>, who: &str, search: Value) -> usize {
    let answer = road.attempt(who, "POST", "/v1/people/search", Some(search));
    assert_eq!(answer.status, 200, "{who}: {}", answer.text);
    answer.body["items"].as_array().unwrap().len()
}

/// A member of the family and a coordinator of the region are not to know who somebody is.
#[test]
fn f1_17_whoever_is_named_by_a_restriction_on_who_people_are_knows_their_names() {
    leave_after(Scene::Agreeing, "who_people_are_to_some", |road| {
        described(road);
        another_coordinator(road);
        let name = json!({ "name": road.get("mother", CHILD).text_at("/name") });
        let born = json!({ "born_on": road.get("mother", CHILD).text_at("/born_on") });
        let called = json!({ "identifier": {
            "agency_id": road.id("agency/school"), "system": "client_number",
            "value": format!("K-{}", road.id("agency/school")),
        } });
        for search in [&name, &born, &called] {
            assert_eq!(found(road, "second", search.clone()), 1, "{search}");
        }
        restrict(road, json!({ "kind": "category", "category": "identity" }));
        known_by_name_alone(road, "father");
        assert_eq!(told(&road.get("father", "/v1/people/{person/father}").body)[0], "born_on", "himself");
        let child = road.get("second", CHILD);
        assert_eq!(told(&child.body), [""; 0], "{}", child.text);
        assert_eq!(road.get("second", FAMILY).body["members"], json!([]));
        assert_eq!(road.items("second", KIN), 0);
        let listed = road.attempt("second", "POST", "/v1/people/search", Some(name.clone()));
        assert!(listed.body["items"][0].get("born_on").is_none(), "{}", listed.text);
        for (search, expected) in [(&name, 1), (&born, 0), (&called, 0)] {
            assert_eq!(found(road, "second", search.clone()), expected, "{search}");
            assert_eq!(found(road, "coordinator", search.clone()), 1, "{search}");
        }
        let mut record = child.body.clone();
        for made in ["id", "identifiers", "statements"] {
            record.as_object_mut().unwrap().remove(made);
        }
        let replaced = road.attempt("second", "PUT", CHILD, Some(record));
        assert_eq!(replaced.status, 404, "what is not read whole is not replaced: {}", replaced.text);
        let wish = json!({ "person_id": road.id("person/tamaiti"), "role": "child", "dependent": true,
            "consents_for_self": false, "started_on": "2026-02-01" });
        road.refused("second", "/v1/families/{family}/members", wish, (422, "reference.unknown"));
    });
}

/// A restriction that names a coordinator of the region counts for what they read of the region's records.
#[test]
fn f1_17_a_coordinator_of_the_region_is_kept_from_whom_the_family_keeps_from_them() {
    leave_after(Scene::Agreeing, "who_is_found_in_the_region", |road| {
        described(road);
        another_coordinator(road);
        let name = json!({ "name": road.get("mother", CHILD).text_at("/name") });
        assert!(road.status("second", CHILD) == 200 && found(road, "second", name.clone()) == 1);
        restrict(road, json!({ "kind": "person", "person_id": road.id("person/tamaiti") }));
        let child = road.id("person/tamaiti").to_owned();
        for path in [CHILD, KIN, "/v1/memberships/{of_child}", "/v1/relationships/{kin}"] {
            assert_eq!(road.status("second", path), 404, "{path}");
        }
        let family = road.get("second", FAMILY);
        assert!(!family.text.contains(&child) && family.text.contains(road.id("person/mother")));
        assert_eq!(found(road, "second", name.clone()), 0);
        let not_theirs = (409, "case.takeover_not_possible");
        road.refused("second", "/v1/cases/{case}/takeover", json!({}), not_theirs);
        assert_eq!((road.status("coordinator", CHILD), found(road, "coordinator", name)), (200, 1));
        let known_only = json!({ "kind": "person", "person_id": road.id("person/aunty"),
            "known_only_to": [{ "kind": "agency", "agency_id": road.id("agency/family-support") }] });
        road.post("mother", "/v1/cases/{case}/restrictions", known_only);
        assert_eq!(road.status("second", "/v1/people/{person/aunty}"), 200, "they look after her record");
    });
}
