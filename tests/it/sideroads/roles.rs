//! Roles: the facilitator, who has to do with one meeting alone; a lead agency, from which nothing is hidden;
//! a key contact who can be reached, and who leaves (F0-24, F0-38, F1-17, F1-21).

use serde_json::json;
use whakakaha::demo::journey::Scene;

use super::{Road, from, leave_after};

/// F0-38: until the meeting is over, the facilitator knows of it and of what the family says about itself.
#[test]
fn a_facilitator_has_to_do_with_the_meeting_alone() {
    leave_after(Scene::Inviting, "facilitator", |road| {
        for open in ["/v1/meetings/{meeting}", "/v1/cases/{case}", "/v1/cases/{case}/profile-entries"] {
            assert_eq!(road.status("facilitator", open), 200, "{open}");
        }
        for closed in ["actions", "plan-versions", "reviews", "accountability"] {
            let status = road.status("facilitator", &format!("/v1/cases/{{case}}/{closed}"));
            assert!([403, 404].contains(&status), "{closed}: {status}");
        }
        for closed in ["/v1/people/{person/mother}", "/v1/families/{family}"] {
            assert!([403, 404].contains(&road.status("facilitator", closed)), "{closed}");
        }
    });
    leave_after(Scene::Agreeing, "facilitator_left", |road| {
        road.hidden_from(&["facilitator"]);
        for closed in
            ["/v1/plan-versions/{plan}", "/v1/actions/{action/0}", "/v1/cases/{case}/profile-entries"]
        {
            assert_eq!(road.status("facilitator", closed), 404, "{closed}");
        }
        assert_eq!(road.get("facilitator", "/v1/meetings/{meeting}").text_at("/status"), "completed");
        road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "by themselves" }));
        assert_eq!(road.status("facilitator", "/v1/meetings/{meeting}"), 404);
    });
}

/// F1-17, F1-21: what is hidden after circulation is hidden; whoever is kept from an action does not lead.
#[test]
fn an_agency_that_is_kept_from_an_action_does_not_lead() {
    leave_after(Scene::Circulating, "lead_excluded", |road| {
        let hide = |agency: &str| json!({ "kind": "action", "item_id": road.id("action/0"), "hidden_from": from(road.id(agency)) });
        let hidden = road.post("mother", "/v1/cases/{case}/restrictions", hide("agency/oranga-tamariki"));
        let plan = road.get("oranga-tamariki", "/v1/plan-versions/{plan}");
        assert!(!plan.text.contains(road.id("action/0")), "{}", plan.text);
        road.keep("restriction", hidden.id());
        let lead = json!({ "role": "lead_agency", "agency_id": road.id("agency/oranga-tamariki") });
        let assignments = "/v1/cases/{case}/assignments";
        road.refused("mother", assignments, lead.clone(), (409, "case.lead_agency_not_possible"));
        let lifted = road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        assert_eq!(lifted.text_at("/lifting/decided_by"), road.id("person/mother"), "{}", lifted.text);
        road.post("mother", assignments, lead);
    });
}

fn vacant(road: &Road<'_>) -> serde_json::Value {
    road.get("mother", "/v1/cases/{case}").body["vacant_roles"].clone()
}

/// F0-24: a case whose key contact left says so, and no plan goes out until the family has another one.
#[test]
fn a_key_contact_who_leaves_is_missed() {
    leave_after(Scene::Drafting, "vacant_roles", |road| {
        assert_eq!(vacant(road), json!([]));
        let end = json!({ "ended_on": "2026-02-19" });
        road.post("administrator", "/v1/workers/{worker/family-support}/end", end);
        assert_eq!(vacant(road), json!(["lead_worker", "key_contact"]));
        assert_eq!(
            road.status("family-support-system", "/v1/cases/{case}"),
            200,
            "the agency still takes part"
        );
        let circulation = "/v1/plan-versions/{plan}/circulation";
        road.refused("coordinator", circulation, json!({}), (409, "plan.key_contact_missing"));

        let successor = json!({ "name": "Losa Tavita", "profession": "family support worker" });
        let worker =
            road.post("administrator", "/v1/agencies/{agency/family-support}/workers", successor).id();
        road.keep("successor", worker);
        let contact = json!({
            "role": "key_contact", "agency_id": road.id("agency/family-support"), "worker_id": road.id("successor"),
        });
        let assignments = "/v1/cases/{case}/assignments";
        road.refused("mother", assignments, contact.clone(), (409, "case.key_contact_unreachable"));
        let reachable = json!({ "name": "Losa Tavita", "profession": "family support worker", "email": "losa@example.org" });
        road.put("administrator", "/v1/workers/{successor}", reachable);
        road.post("mother", assignments, contact);
        assert_eq!(vacant(road), json!(["lead_worker"]));
        road.post("coordinator", circulation, json!({}));
    });
}
