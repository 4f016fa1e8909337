//! Who comes together: warnings, substitutes, a meeting that is broken off, and what the family goes without (F0-38,
//! F0-43, F0-44).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, leave_after};

const MEETING: &str = "/v1/meetings/{meeting}";

fn at(path: &str) -> String {
    format!("{MEETING}/{path}")
}

fn warnings(meeting: &Value) -> Vec<&str> {
    meeting["warnings"].as_array().unwrap().iter().filter_map(Value::as_str).collect()
}

/// Model 4: somebody of the family comes; what else is missing is said and stops nothing.
#[test]
fn a_meeting_is_confirmed_with_the_family_and_warns_of_the_rest() {
    leave_after(Scene::Approving, "warnings", |road| {
        let sent = road.post("coordinator", &at("dispatch"), json!({}));
        let all = ["no_family_member_accepted", "fewer_than_two_agencies_accepted", "invitation_unanswered"];
        assert_eq!(warnings(&sent.body), all, "{}", sent.text);
        road.refused("coordinator", &at("confirmation"), json!({}), (409, "meeting.family_not_coming"));
        let answer = |road: &Road<'_>, who: &str, answer: &str| {
            let path = format!("/v1/invitations/{{invitation/{who}}}/answer");
            road.post(who, &path, json!({ "answer": answer }));
        };
        answer(road, "mother", "tentative");
        road.refused("coordinator", &at("confirmation"), json!({}), (409, "meeting.family_not_coming"));
        answer(road, "mother", "accepted");
        answer(road, "school", "accepted");
        let confirmed = road.post("coordinator", &at("confirmation"), json!({}));
        assert_eq!(confirmed.text_at("/status"), "confirmed");
        assert_eq!(warnings(&confirmed.body), all[1..], "{}", confirmed.text);
        answer(road, "income", "accepted");
        assert_eq!(warnings(&road.get("coordinator", MEETING).body), ["invitation_unanswered"]);
    });
}

/// F0-43: somebody else comes for the school; the family approves the person and nothing else again.
#[test]
fn a_substitute_is_invited_alone() {
    leave_after(Scene::Inviting, "substitute", |road| {
        road.refused("coordinator", &at("dispatch"), json!({}), (409, "meeting.nothing_to_send"));
        let deputy = json!({ "name": "Tama Lewis", "profession": "deputy principal" });
        let worker = road.post("administrator", "/v1/agencies/{agency/school}/workers", deputy).id();
        road.enter("deputy", &format!("worker:{worker}"));
        let invitee = json!({ "invitee": { "kind": "worker", "worker_id": worker } });
        let id = road.post("coordinator", &at("invitations"), invitee).id();
        road.keep("deputy", id);
        assert_eq!(road.status("deputy", MEETING), 404, "nobody knows before the family has decided");
        road.refused("coordinator", &at("dispatch"), json!({}), (409, "meeting.nothing_to_send"));
        road.post("mother", "/v1/invitations/{deputy}/approval", json!({}));
        let sent = road.post("coordinator", &at("dispatch"), json!({}));
        assert_eq!(sent.text_at("/status"), "confirmed", "what was agreed stays agreed");
        assert_eq!(sent.body["approvals"].as_array().unwrap().len(), 4);
        let states: Vec<&Value> =
            sent.body["invitations"].as_array().unwrap().iter().map(|it| &it["status"]).collect();
        assert_eq!(states.iter().filter(|it| **it == "sent").count(), 1, "{}", sent.text);
        road.post("deputy", "/v1/invitations/{deputy}/answer", json!({ "answer": "accepted" }));
        assert_eq!(road.get("deputy", "/v1/cases/{case}").text_at("/status"), "preparing");
    });
}

/// Model 4: a meeting that began and cannot be completed is broken off, and another one convened.
#[test]
fn a_meeting_that_has_begun_is_broken_off() {
    leave_after(Scene::Inviting, "adjourned_meeting", |road| {
        let reason = json!({ "reason": "an earthquake" });
        let before =
            road.refused("coordinator", &at("adjournment"), reason.clone(), (409, "meeting.not_in_state"));
        assert!(before.text.contains("meeting.cancel"), "{}", before.text);
        road.time("2026-02-19T18:30:00");
        road.post("facilitator", &at("start"), json!({}));
        let long_ago =
            json!({ "held_on": "1970-01-01", "attendance": [], "decided_to_close": false, "result": "plan" });
        road.refused("facilitator", &at("completion"), long_ago, (422, "meeting.held_before_case"));
        road.impossible(
            "coordinator",
            &at("cancellation"),
            reason.clone(),
            ("meeting.not_in_state", &["meeting.complete", "meeting.adjourn"]),
        );
        let adjourned = road.post("facilitator", &at("adjournment"), reason.clone());
        assert_eq!(
            (adjourned.text_at("/status"), adjourned.text_at("/adjourned_on")),
            ("adjourned".into(), "2026-02-19".into())
        );
        assert_eq!(road.get("mother", MEETING).text_at("/adjournment_reason"), "an earthquake");
        for who in ["school", "income-system", "facilitator"] {
            let seen = road.get(who, MEETING);
            assert_eq!(seen.text_at("/status"), "adjourned");
            assert!(!seen.text.contains("earthquake"), "{who}: {}", seen.text);
        }
        road.impossible("facilitator", &at("adjournment"), reason, ("meeting.not_in_state", &[]));
        assert_eq!(road.status("facilitator", "/v1/cases/{case}"), 404);
        let again = json!({
            "kind": "first", "starts_at_local": "2026-02-26T18:30:00", "minutes": 120,
            "venue": { "name": "Library", "neutrality": "agency_premises" },
        });
        let convened = road.post("coordinator", "/v1/cases/{case}/meetings", again);
        assert_eq!(warnings(&convened.body), ["venue_of_an_agency"], "{}", convened.text);
    });
}

/// F0-44, F1-12: the first meeting waits for the homework, unless the family goes without a part of it.
#[test]
fn the_family_goes_without_a_part_of_the_homework() {
    leave_after(Scene::Consenting, "waivers", |road| {
        convene(road);
        let approvals = json!({ "aspects": ["agenda", "time", "venue", "participants"] });
        let missing =
            |road: &Road<'_>| road.get("mother", "/v1/cases/{case}/preparation").body["missing"].clone();
        assert_eq!(
            missing(road),
            json!([
                "meeting.profile_missing",
                "meeting.key_issues_missing",
                "meeting.confidentiality_not_asked"
            ])
        );
        let approve = at("approvals");
        road.refused("mother", &approve, approvals.clone(), (409, "meeting.profile_missing"));
        let waivers = "/v1/cases/{case}/preparation-waivers";
        let profile = json!({ "items": ["profile"] });
        road.refused("coordinator", waivers, profile, (422, "family_decision.missing"));
        let told = json!({ "items": ["profile"], "family_decision": road.decided("2026-02-05") });
        let waived = road.post("coordinator", waivers, told);
        assert_eq!(waived.text_at("/waivers/0/decision/decided_by"), road.id("person/mother"));
        road.refused("mother", &approve, approvals.clone(), (409, "meeting.key_issues_missing"));
        road.post("mother", waivers, json!({ "items": ["key_issues"] }));
        road.unchanged("mother", waivers, json!({ "items": ["key_issues"] }));
        road.refused("mother", &approve, approvals.clone(), (409, "meeting.confidentiality_not_asked"));
        road.post("mother", "/v1/cases/{case}/confidentiality", json!({ "anything": false }));
        assert_eq!(missing(road), json!([]));
        assert_eq!(road.post("mother", &approve, approvals).text_at("/status"), "family_approved");
    });
}

/// A first meeting with the mother and the school, both approved.
fn convene(road: &mut Road<'_>) {
    let meeting = json!({
        "kind": "first", "starts_at_local": "2026-02-19T18:30:00", "minutes": 120,
        "venue": { "name": "Library", "neutrality": "neutral" },
    });
    let id = road.post("coordinator", "/v1/cases/{case}/meetings", meeting).id();
    road.keep("meeting", id);
    let invited = [
        json!({ "kind": "family_member", "person_id": road.id("person/mother") }),
        json!({ "kind": "worker", "worker_id": road.id("worker/school") }),
    ];
    for invitee in invited {
        let id = road.post("coordinator", &at("invitations"), json!({ "invitee": invitee })).id();
        road.keep("invited", id);
        road.post("mother", "/v1/invitations/{invited}/approval", json!({}));
    }
}
