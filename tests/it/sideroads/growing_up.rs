//! Children who grow up: from sixteen they answer for themselves unless somebody judged otherwise, at eighteen they
//! are adults, and what others agreed to for them ends that midnight (model 3.3).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{AGENCIES, Road, leave_after};

/// A daughter joins the family; who agrees for her is asked anew.
fn daughter_joins(road: &mut Road<'_>, born_on: &str) {
    let her = json!({ "region_id": road.id("region"), "name": "Aroha Rāwiri", "born_on": born_on });
    let her = road.post("coordinator", "/v1/people", her).id();
    road.keep("person/daughter", her.clone());
    road.enter("daughter", &format!("person:{her}"));
    let joins =
        json!({ "person_id": her, "role": "young_person", "dependent": true, "started_on": "2026-02-05" });
    let membership = road.post("coordinator", "/v1/families/{family}/members", joins.clone()).id();
    road.keep("membership", membership);
    // Whoever does not speak for themselves is a member too.
    road.refused("coordinator", "/v1/families/{family}/members", joins, (409, "family.member_already"));
    for parent in ["mother", "father"] {
        agrees(road, parent, &["daughter", "tamaiti", "teina1", "teina2"]);
    }
}

/// Somebody signs, for themselves and for children.
pub(super) fn agrees(road: &mut Road<'_>, who: &str, children: &[&str]) {
    let agencies = ["school", "income", "public-health", "family-support", "oranga-tamariki"]
        .map(|key| road.id(&format!("agency/{key}")).to_owned());
    let children: Vec<String> =
        children.iter().map(|key| road.id(&format!("person/{key}")).to_owned()).collect();
    let asked = json!({
        "person_id": road.id(&format!("person/{who}")), "purposes": ["participate", "share_with_agencies"],
        "agencies": agencies, "categories": ["identity", "health", "education", "family_life", "income"],
        "children": children, "begins_on": "2026-02-05", "expires_on": "2028-02-01",
        "statement_version": "2026-01", "language": "en-NZ",
    });
    let asked = road.post("coordinator", "/v1/cases/{case}/consents", asked).id();
    let signature = json!({
        "signed_on": "2026-02-05", "method": "paper", "witness": "Marama", "evidence_sha256": "9f".repeat(32),
    });
    road.keep("asked", asked);
    road.post(who, "/v1/consents/{asked}/signature", signature);
}

fn role(road: &Road<'_>) -> (Value, Value) {
    let membership = road.get("coordinator", "/v1/memberships/{membership}").body;
    (membership["role"].clone(), membership["consents_for_self"].clone())
}

#[test]
fn model_3_3_at_sixteen_she_answers_for_herself_and_nothing_opens_until_she_does() {
    leave_after(Scene::Consenting, "sixteen", |road| {
        daughter_joins(road, "2010-03-10");
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
        assert_eq!(road.status("daughter", "/v1/cases/{case}"), 404);
        road.time("2026-03-09T23:59:00");
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
        road.time("2026-03-10T00:00:00");
        road.hidden_from(&AGENCIES);
        road.round();
        road.hidden_from(&AGENCIES);
        assert_eq!(role(road), (json!("young_person"), json!(true)));
        assert_eq!(road.status("daughter", "/v1/cases/{case}"), 200, "she speaks for herself");
        agrees(road, "daughter", &[]);
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
        road.time("2028-01-01T00:00:00");
        road.round();
        assert_eq!(role(road), (json!("young_person"), json!(true)), "seventeen");
    });
}

#[test]
fn model_3_3_what_was_judged_counts_whatever_the_age() {
    leave_after(Scene::Consenting, "judged", |road| {
        daughter_joins(road, "2010-03-10");
        let path = "/v1/memberships/{membership}/judgement";
        let judged = |competent: bool| json!({ "competent": competent, "reason": "in her own words", "judged_on": "2026-02-05" });
        let put = road.post("coordinator", path, judged(true));
        assert_eq!(
            (put.text_at("/judged_on").as_str(), put.body["consents_for_self"].clone()),
            ("2026-02-05", json!(true))
        );
        road.hidden_from(&AGENCIES);
        agrees(road, "daughter", &[]);
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
        road.post("coordinator", path, judged(false));
        assert_eq!(road.status("daughter", "/v1/cases/{case}"), 404);
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200, "her parents agreed for her");
        road.time("2026-03-10T00:00:00");
        road.round();
        assert_eq!(role(road), (json!("young_person"), json!(false)), "sixteen changes nothing");
        let mother = format!("/v1/memberships/{}/judgement", road.membership("mother"));
        road.refused("coordinator", &mother, judged(true), (409, "family.not_a_child"));
    });
}

#[test]
fn model_3_3_at_eighteen_she_is_an_adult_who_takes_part() {
    leave_after(Scene::Consenting, "eighteen", |road| {
        daughter_joins(road, "2008-03-10");
        let path = "/v1/memberships/{membership}/judgement";
        let judged = json!({ "competent": false, "reason": "in her own words", "judged_on": "2026-02-05" });
        road.post("coordinator", path, judged);
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
        road.time("2026-03-10T00:00:00");
        road.hidden_from(&AGENCIES);
        road.round();
        assert_eq!(role(road).0, json!("adult"));
        agrees(road, "daughter", &[]);
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
    });
}
