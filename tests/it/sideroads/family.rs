//! The family changes: members, relationships, words; and what it keeps from whom.

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{AGENCIES, Road, from, leave_after};

fn person(road: &mut Road<'_>, key: &str, name: &str) {
    let body = json!({ "region_id": road.id("region"), "name": name });
    let id = road.post("coordinator", "/v1/people", body).id();
    road.keep(&format!("person/{key}"), id);
}

/// F1-11, model 3.3: one more adult must agree, and until then agencies see nothing and the case rests.
#[test]
fn a_member_who_joins_after_consent_has_to_agree_too() {
    leave_after(Scene::Agreeing, "members", |road| {
        person(road, "partner", "Rua Tamihana");
        let body = json!({ "person_id": road.id("person/partner"), "role": "adult", "dependent": false, "started_on": "2026-02-19" });
        let membership = road.post("coordinator", "/v1/families/{family}/members", body.clone()).id();
        road.keep("membership", membership);
        road.refused("coordinator", "/v1/families/{family}/members", body, (409, "family.member_already"));
        road.hidden_from(&AGENCIES);
        let case = road.get("coordinator", "/v1/cases/{case}");
        assert_eq!(
            (case.text_at("/status"), case.text_at("/hold_reason")),
            ("on_hold".into(), "consent_lapsed".into()),
            "{}",
            case.text
        );
        road.refused("coordinator", "/v1/cases/{case}/resumption", json!({}), (409, "consent.insufficient"));

        assert_eq!(road.get("coordinator", "/v1/memberships/{membership}").text_at("/role"), "adult");
        let partner = format!("person:{}", road.id("person/partner"));
        road.enter("partner", &partner);
        assert_eq!(road.status("partner", "/v1/cases/{case}"), 200);
        let end = json!({ "ended_on": "2026-02-19" });
        road.post("coordinator", "/v1/memberships/{membership}/end", end.clone());
        road.refused(
            "coordinator",
            "/v1/memberships/{membership}/end",
            end,
            (409, "family.membership_ended"),
        );
        road.hidden_from(&["partner"]);
        assert_eq!(
            road.post("coordinator", "/v1/cases/{case}/resumption", json!({})).text_at("/status"),
            "active"
        );
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
    });
}

/// F1-11: whoever leaves takes along what they agreed to, for themselves and for the children.
#[test]
fn a_parent_who_leaves_speaks_for_no_child_any_more() {
    leave_after(Scene::Consenting, "departure", |road| {
        for who in ["mother", "father"] {
            assert_eq!(road.status("school", "/v1/cases/{case}"), 200, "{who} still belongs to the family");
            road.leaves(who, "2026-02-05");
        }
        road.hidden_from(&AGENCIES);
        assert_eq!(road.get("coordinator", "/v1/cases/{case}").text_at("/status"), "on_hold");
    });
}

fn found(road: &Road<'_>, search: Value) -> Vec<String> {
    let answer = road.post("coordinator", "/v1/people/search", search);
    answer.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["name"].as_str().unwrap().to_owned())
        .collect()
}

/// F0-08: a name is found without its macrons and comes back with them, in the form that all software knows.
#[test]
fn people_are_found_corrected_and_related() {
    leave_after(Scene::Opening, "people", |road| {
        person(road, "new", "Wha\u{304}nau Ko\u{304}rero");
        assert_eq!(found(road, json!({ "name": "whanau" })), ["Whānau Kōrero"]);
        assert_eq!(found(road, json!({ "name": "KŌRERO" })), ["Whānau Kōrero"]);
        assert!(found(road, json!({ "name": "nobody" })).is_empty());
        assert_eq!(
            road.attempt("school", "POST", "/v1/people/search", Some(json!({ "name": "whanau" }))).status,
            403
        );

        let corrected = json!({ "region_id": road.id("region"), "name": "Whetū Kōrero", "contact_points": [{ "kind": "phone", "value": "021 555 0199", "safe": true }] });
        road.put("coordinator", "/v1/people/{person/new}", corrected);
        assert_eq!(found(road, json!({ "name": "whetu" })), ["Whetū Kōrero"]);
        assert!(found(road, json!({ "name": "whanau" })).is_empty());
        let identifier =
            json!({ "agency_id": road.id("agency/school"), "system": "enrolment", "value": "A-1" });
        road.post("coordinator", "/v1/people/{person/new}/identifiers", identifier.clone());
        road.refused(
            "coordinator",
            "/v1/people/{person/mother}/identifiers",
            identifier.clone(),
            (409, "person.identifier_taken"),
        );
        assert_eq!(found(road, json!({ "identifier": identifier })), ["Whetū Kōrero"]);

        let kin = "/v1/people/{person/mother}/relationships";
        road.refused(
            "coordinator",
            kin,
            json!({ "kind": "parent", "of_person_id": road.id("person/mother") }),
            (422, "person.related_to_self"),
        );
        let related = road.post(
            "coordinator",
            kin,
            json!({ "kind": "parent", "of_person_id": road.id("person/tamaiti") }),
        );
        road.keep("relationship", related.id());
        assert_eq!(road.get("coordinator", "/v1/relationships/{relationship}").text_at("/kind"), "parent");
        assert_eq!(road.get("coordinator", kin).text_at("/items/0/of_person_id"), road.id("person/tamaiti"));
        let end = json!({ "ended_on": "2026-02-02" });
        road.post("coordinator", "/v1/relationships/{relationship}/end", end.clone());
        road.refused(
            "coordinator",
            "/v1/relationships/{relationship}/end",
            end,
            (409, "person.relationship_ended"),
        );

        let family = json!({ "name": "Whānau Rāwiri", "region_id": road.id("region"), "language": "mi", "interpreter": true });
        assert_eq!(road.put("coordinator", "/v1/families/{family}", family).text_at("/language"), "mi");
        assert_eq!(road.get("coordinator", "/v1/families").text_at("/items/0/name"), "Whānau Rāwiri");
    });
}

/// F2-11: whom somebody is related to outside the family is not for agencies, nor for the family's other members.
#[test]
fn a_relationship_is_known_to_whoever_knows_both() {
    leave_after(Scene::Consenting, "relationships", |road| {
        person(road, "outside", "Rua Tamihana");
        let kin = "/v1/people/{person/mother}/relationships";
        for (key, kind, other) in
            [("inside", "parent", "person/tamaiti"), ("outside", "former_partner", "person/outside")]
        {
            let related =
                road.post("coordinator", kin, json!({ "kind": kind, "of_person_id": road.id(other) }));
            road.keep(&format!("relationship/{key}"), related.id());
        }
        assert_eq!(road.items("coordinator", kin), 2);
        for who in ["school", "school-system"] {
            let seen = road.get(who, kin);
            assert_eq!(seen.text_at("/items/0/kind"), "parent", "{who}: {}", seen.text);
            assert!(!seen.text.contains(road.id("person/outside")), "{who}: {}", seen.text);
            assert_eq!(road.status(who, "/v1/relationships/{relationship/inside}"), 200, "{who}");
            assert_eq!(road.status(who, "/v1/relationships/{relationship/outside}"), 404, "{who}");
        }
        assert_eq!(road.status("father", "/v1/people/{person/mother}"), 200);
        let seen = road.get("father", kin);
        assert!(!seen.text.contains(road.id("person/outside")), "{}", seen.text);
    });
}

/// F1-17, scenario 4: what was kept from an agency is open to it from the moment it is lifted.
#[test]
fn what_is_hidden_opens_when_the_family_lifts_it() {
    leave_after(Scene::Agreeing, "restrictions", |road| {
        let hidden = road.id("action/1").to_owned();
        assert_eq!(road.status("school", "/v1/actions/{action/1}"), 404);
        assert_eq!(road.status("school", "/v1/cases/{case}/restrictions"), 404);
        let all = road.get("mother", "/v1/cases/{case}/restrictions?limit=200");
        let school = road.id("agency/school").to_owned();
        let its = |item: &str| {
            let items = all.body["items"].as_array().unwrap();
            let found =
                items.iter().find(|it| it["item_id"] == item && it["hidden_from"][0]["agency_id"] == school);
            found.unwrap_or_else(|| panic!("{item} is not in {}", all.text))["id"]
                .as_str()
                .unwrap()
                .to_owned()
        };
        let (of_action, of_entry) = (its(&hidden), its(road.id("entry/confidential")));
        road.keep("restriction", of_action);
        road.keep("restriction/entry", of_entry);
        assert_eq!(road.get("mother", "/v1/restrictions/{restriction}").text_at("/item_id"), hidden);
        let before = road.items("school", "/v1/cases/{case}/actions");
        road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        road.refused("mother", "/v1/restrictions/{restriction}/lift", json!({}), (409, "restriction.lifted"));
        assert_eq!(road.status("school", "/v1/actions/{action/1}"), 200);
        assert_eq!(road.status("income", "/v1/actions/{action/1}"), 404);
        assert_eq!(road.items("school", "/v1/cases/{case}/actions"), before + 1);

        assert_eq!(road.status("school", "/v1/profile-entries/{entry/confidential}"), 404);
        road.post("father", "/v1/restrictions/{restriction/entry}/lift", json!({}));
        assert_eq!(
            road.get("school", "/v1/profile-entries/{entry/confidential}").text_at("/text"),
            "Tipene's counselling"
        );
        let again = json!({ "kind": "action", "item_id": road.id("action/5"), "hidden_from": from(&school) });
        road.refused("mother", "/v1/cases/{case}/restrictions", again, (422, "restriction.owner_excluded"));
        let lead = json!({ "kind": "action", "item_id": road.id("action/5"), "hidden_from": from(road.id("agency/family-support")) });
        road.refused("mother", "/v1/cases/{case}/restrictions", lead, (409, "restriction.lead_excluded"));
    });
}

/// F1-17, scenario 4: what is hidden after everybody agreed is gone from the plan in force as well.
#[test]
fn what_is_hidden_after_the_agreement_leaves_the_plan_in_force() {
    leave_after(Scene::Agreeing, "hidden_later", |road| {
        const GOAL: &str = "Kahurangi is at school every day";
        let seen = |road: &Road<'_>| road.get("public-health", "/v1/cases/{case}").body["plan"].clone();
        assert!(seen(road).to_string().contains(GOAL));
        for action in ["4", "5", "6", "7", "13"] {
            let body = json!({
                "kind": "action", "item_id": road.id(&format!("action/{action}")),
                "hidden_from": from(road.id("agency/public-health")),
            });
            road.post("mother", "/v1/cases/{case}/restrictions", body);
        }
        let plan = seen(road);
        assert!(!plan.to_string().contains(GOAL) && plan["goals"][0].is_object(), "{plan}");
        assert!(road.get("school", "/v1/cases/{case}").body["plan"].to_string().contains(GOAL));
    });
}

/// F0-45, F2-02: the family corrects its own words; nobody else's become theirs.
#[test]
fn the_family_revises_what_it_said() {
    leave_after(Scene::Preparing, "words", |road| {
        let entries = road.get("mother", "/v1/cases/{case}/profile-entries?kind=dream");
        road.keep("dream", entries.text_at("/items/0/id"));
        let revised =
            road.put("mother", "/v1/profile-entries/{dream}", json!({ "text": "a home by the sea" }));
        assert_eq!(revised.text_at("/text"), "a home by the sea");
        assert_eq!(road.get("income", "/v1/profile-entries/{dream}").text_at("/text"), "a home by the sea");
        let words = "/v1/profile-entries/{dream}/versions";
        for who in ["mother", "coordinator", "income"] {
            let before = road.get(who, words).body["items"].clone();
            assert_eq!(before.as_array().unwrap().len(), 1, "{who}");
            assert_eq!(before[0]["text"], "a home with a garden", "{who}");
            assert_eq!(before[0]["family_decision"]["decided_by"], road.id("person/mother"), "{who}");
        }
        assert_eq!(road.status("school", "/v1/profile-entries/{entry/confidential}/versions"), 404);
        let put = road.attempt("income", "PUT", "/v1/profile-entries/{dream}", Some(json!({ "text": "x" })));
        assert_eq!(put.status, 403, "{}", put.text);
        road.post("mother", "/v1/profile-entries/{dream}/removal", json!({}));
        road.unchanged("mother", "/v1/profile-entries/{dream}/removal", json!({}));
        assert_eq!(road.status("income", words), 404, "removed for whoever could not remove it");
        let need = json!({ "domain": "health", "text": "answers about Kahurangi's health", "priority": "priority", "met": true });
        assert_eq!(road.put("coordinator", "/v1/needs/{need/health}", need).body["met"], true);
        assert_eq!(
            road.get("school", "/v1/needs/{need/health}").text_at("/text"),
            "answers about Kahurangi's health"
        );
    });
}

/// What an agency calls somebody is for that agency, and for whoever coordinates.
#[test]
fn what_one_agency_calls_a_person_is_not_for_another() {
    leave_after(Scene::Preparing, "what_they_are_called", |road| {
        let identifier =
            json!({ "agency_id": road.id("agency/school"), "system": "enrolment", "value": "ENR-77" });
        road.post("coordinator", "/v1/people/{person/tamaiti}/identifiers", identifier);
        let told = |who: &str| road.get(who, "/v1/people/{person/tamaiti}").text.contains("ENR-77");
        assert_eq!(["coordinator", "school", "income"].map(told), [true, true, false]);
    });
}

/// How somebody is reached is for them and for those who are in touch with them.
#[test]
fn how_somebody_is_reached_is_not_for_everybody() {
    leave_after(Scene::Preparing, "where_to_ring", |road| {
        let reached = json!({ "kind": "phone", "value": "021 555 0199", "safe": true });
        let aunty =
            json!({ "region_id": road.id("region"), "name": "Hēni Rāwiri", "contact_points": [reached] });
        road.put("coordinator", "/v1/people/{person/aunty}", aunty);
        let told = |who: &str| road.get(who, "/v1/people/{person/aunty}").text.contains("021 555 0199");
        assert_eq!(["coordinator", "school", "income"].map(told), [true, false, false]);
    });
}

/// Whoever knows of the case knows those who belong to the family, not those who have left it.
#[test]
fn somebody_who_has_left_the_family_is_not_known_by_its_case() {
    leave_after(Scene::Preparing, "who_has_left", |road| {
        assert_eq!(road.status("school", "/v1/people/{person/aunty}"), 200);
        road.leaves("aunty", "2026-02-05");
        assert_eq!(road.status("school", "/v1/people/{person/aunty}"), 404);
    });
}
