//! Whoever is kept from somebody is named to them nowhere: not as who decided, answered or reported (F1-17).

use serde_json::json;
use whakakaha::demo::journey::Scene;

use super::{Road, leave_after};

/// Where members of the family are named.
const PLACES: [&str; 22] = [
    "/v1/cases/{case}",
    "/v1/cases/{case}/assignments",
    "/v1/cases/{case}/preparation",
    "/v1/cases/{case}/profile-entries",
    "/v1/cases/{case}/needs",
    "/v1/cases/{case}/meetings",
    "/v1/meetings/{meeting}",
    "/v1/meetings/{meeting}/invitations",
    "/v1/cases/{case}/plan-versions",
    "/v1/plan-versions/{plan}",
    "/v1/cases/{case}/actions",
    "/v1/actions/{action/5}/progress",
    "/v1/cases/{case}/restrictions",
    "/v1/cases/{case}/consents",
    "/v1/cases/{case}/contacts",
    "/v1/cases/{case}/reviews",
    "/v1/cases/{case}/statements",
    "/v1/cases/{case}/corrections",
    "/v1/cases/{case}/disclosures",
    "/v1/profile-entries/{of_father}/versions",
    "/v1/families/{family}",
    "/v1/my/export",
];

/// The places in which somebody finds the mother named.
fn named(road: &Road<'_>, who: &str) -> Vec<&'static str> {
    let mother = road.id("person/mother");
    let named = |place: &&str| {
        let answer = road.attempt(who, "GET", place, None);
        answer.status == 200 && answer.text.contains(mother)
    };
    PLACES.into_iter().filter(named).collect()
}

#[test]
fn f1_17_whoever_is_kept_from_somebody_is_named_to_them_nowhere() {
    leave_after(Scene::Following, "kept_person", |road| {
        let said = json!({ "kind": "strength", "text": "we cook together" });
        let entry = road.post("father", "/v1/cases/{case}/profile-entries", said).id();
        road.keep("of_father", entry);
        let tag = road.get("coordinator", "/v1/profile-entries/{of_father}");
        assert_eq!(tag.status, 200);
        let mut revised = json!({ "text": "we often cook together" });
        revised["family_decision"] = road.decided("2026-02-20");
        road.put("coordinator", "/v1/profile-entries/{of_father}", revised);

        let before = named(road, "father");
        for place in ["/v1/meetings/{meeting}", "/v1/cases/{case}/preparation", "/v1/plan-versions/{plan}"] {
            assert!(before.contains(&place), "{place}: {before:?}");
        }
        let mothers = named(road, "mother");
        let from = json!([
            { "kind": "family_member", "person_id": road.id("person/father") },
            { "kind": "agency", "agency_id": road.id("agency/school") },
        ]);
        let wish = json!({ "kind": "person", "person_id": road.id("person/mother"), "hidden_from": from });
        road.post("mother", "/v1/cases/{case}/restrictions", wish);
        for who in ["father", "school", "school-system"] {
            assert_eq!(named(road, who), [""; 0], "{who}");
        }
        assert_eq!(named(road, "mother"), mothers, "and to herself as before");
        let decided = road.get("father", "/v1/meetings/{meeting}").body["approvals"].clone();
        assert!(
            decided[0]["decision"].get("decided_by").is_none()
                && decided[0]["decision"]["decided_on"].is_string(),
            "{decided}"
        );
    });
}
