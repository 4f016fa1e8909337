//! Meetings that go otherwise: changed, moved, called off, held without the family (F0-46, F1-14, F3-06).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{AGENCIES, Road, leave_after};

const MEETING: &str = "/v1/meetings/{meeting}";

fn plan(venue: &str) -> Value {
    json!({ "agenda": [{ "text": "Welcome" }], "starts_at_local": "2026-02-19T18:30:00", "minutes": 120, "venue": { "name": venue, "neutrality": "neutral" } })
}

/// F0-46: what changes is approved anew.
#[test]
fn a_change_takes_the_familys_approval_back() {
    leave_after(Scene::Approving, "changed_meeting", |road| {
        assert_eq!(road.get("coordinator", MEETING).text_at("/status"), "family_approved");
        let changed = road.put("coordinator", MEETING, plan("Library"));
        assert_eq!(changed.text_at("/status"), "preparing");
        let aspects: Vec<&Value> =
            changed.body["approvals"].as_array().unwrap().iter().map(|it| &it["aspect"]).collect();
        assert_eq!(aspects, ["time", "participants"], "{}", changed.text);
        let answer = road.refused(
            "coordinator",
            &format!("{MEETING}/dispatch"),
            json!({}),
            (409, "meeting.not_in_state"),
        );
        assert!(answer.text.contains("meeting.approve"), "{}", answer.text);
        let approved =
            road.post("mother", &format!("{MEETING}/approvals"), json!({ "aspects": ["agenda", "venue"] }));
        assert_eq!(approved.text_at("/status"), "family_approved");
        road.post("coordinator", &format!("{MEETING}/dispatch"), json!({}));
        let moved = json!({ "starts_at_local": "2026-02-20T18:30:00" });
        road.refused(
            "coordinator",
            &format!("{MEETING}/rescheduling"),
            json!({ "starts_at_local": "2026-01-20T18:30:00" }),
            (422, "meeting.in_past"),
        );
        let moved = road.post("coordinator", &format!("{MEETING}/rescheduling"), moved);
        assert_eq!(moved.text_at("/status"), "preparing");
        assert!(moved.body["approvals"].as_array().unwrap().iter().all(|it| it["aspect"] != "time"));
        let out = moved.body["invitations"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|it| it["status"] != "family_approved");
        assert_eq!(out.count(), 0, "{}", moved.text);
    });
}

/// F1-14: the family declines one named person, and nobody else learns of it.
#[test]
fn a_person_whom_the_family_does_not_want_leaves_no_trace() {
    leave_after(Scene::Inviting, "refused_person", |road| {
        let path = "/v1/invitations/{invitation/school}";
        assert_eq!(road.get("school", path).text_at("/status"), "accepted");
        let refused = road.post("mother", &format!("{path}/refusal"), json!({}));
        assert_eq!(refused.text_at("/status"), "revoked", "{}", refused.text);
        road.unchanged("mother", &format!("{path}/refusal"), json!({}));
        for who in ["income", "public-health", "income-system", "facilitator"] {
            assert_eq!(road.status(who, path), 404, "{who}");
            for read in
                [MEETING.to_owned(), format!("{MEETING}/invitations"), "/v1/cases/{case}/meetings".to_owned()]
            {
                let answer = road.get(who, &read);
                for trace in ["invitation/school", "worker/school"] {
                    assert!(!answer.text.contains(road.id(trace)), "{who} {read}: {}", answer.text);
                }
                assert!(!answer.text.contains("revoked"), "{who} {read}: {}", answer.text);
            }
        }
        let own = road.attempt("school", "GET", path, None);
        assert!(
            own.status == 404 || !own.text.contains("decided_by"),
            "the school learns who decided: {}",
            own.text
        );
    });
}

/// F0-46: the invited are told that it is off, and not why.
#[test]
fn a_meeting_that_is_called_off_tells_the_family_alone_why() {
    leave_after(Scene::Inviting, "cancelled_meeting", |road| {
        let path = format!("{MEETING}/cancellation");
        let reason = json!({ "reason": "a tangi in the family" });
        road.post("mother", &path, reason.clone());
        for who in ["coordinator", "mother"] {
            assert_eq!(
                road.get(who, MEETING).text_at("/cancellation_reason"),
                "a tangi in the family",
                "{who}"
            );
        }
        for who in ["school", "income", "school-system", "facilitator"] {
            let seen = road.get(who, MEETING);
            assert_eq!(seen.text_at("/status"), "cancelled");
            assert!(!seen.text.contains("tangi"), "{who}: {}", seen.text);
        }
        road.impossible("mother", &path, reason, ("meeting.not_in_state", &[]));
        road.impossible("facilitator", &format!("{MEETING}/start"), json!({}), ("meeting.not_in_state", &[]));
    });
}

/// F3-06: a meeting without the family is not a Strengthening Families meeting.
#[test]
fn no_plan_comes_of_a_meeting_without_the_family() {
    leave_after(Scene::Inviting, "without_family", |road| {
        road.impossible(
            "facilitator",
            &format!("{MEETING}/completion"),
            completion(road),
            (
                "meeting.not_in_state",
                &[
                    "meeting.invite",
                    "meeting.start",
                    "meeting.propose_invitation",
                    "meeting.approve_invitation",
                    "meeting.refuse_invitation",
                    "meeting.answer_invitation",
                    "meeting.appoint_facilitator",
                    "meeting.reschedule",
                    "meeting.cancel",
                ],
            ),
        );
        road.time("2026-02-19T18:30:00");
        road.post("facilitator", &format!("{MEETING}/start"), json!({}));
        let incomplete = json!({ "attendance": [], "decided_to_close": false, "result": "plan" });
        road.refused(
            "facilitator",
            &format!("{MEETING}/completion"),
            incomplete,
            (422, "meeting.attendance_incomplete"),
        );
        let held = road.post("facilitator", &format!("{MEETING}/completion"), completion(road));
        assert_eq!(held.text_at("/status"), "held_without_family", "{}", held.text);
        let draft = road.attempt(
            "coordinator",
            "POST",
            "/v1/cases/{case}/plan-versions",
            Some(json!({ "meeting_id": road.id("meeting") })),
        );
        assert_eq!(
            (draft.status, draft.text_at("/code").as_str()),
            (409, "case.not_in_state"),
            "{}",
            draft.text
        );
        assert_eq!(road.get("coordinator", "/v1/cases/{case}").text_at("/status"), "preparing");
    });
}

fn completion(road: &Road<'_>) -> Value {
    let invitations = road.cast.ids.iter().filter(|(key, _)| key.starts_with("invitation/"));
    let attendance = invitations.map(|(key, id)| {
        let of_family = ["mother", "father", "aunty"].iter().any(|who| key.ends_with(who));
        let (presence, heard) = if of_family { ("absent", "no") } else { ("present", "spoke") };
        json!({ "invitation_id": id, "presence": presence, "heard": heard })
    });
    json!({ "attendance": attendance.collect::<Vec<_>>(), "decided_to_close": false, "result": "plan" })
}

/// F0-20, F0-38: whoever facilitates is trained and independent.
#[test]
fn a_facilitator_is_trained_and_independent() {
    leave_after(Scene::Convening, "facilitators", |road| {
        let appoint = |road: &Road<'_>, key: &str| json!({ "facilitator_id": road.id(key), "independence_declared": true, "family_decision": road.decided("2026-02-05") });
        for (key, worker) in [("untrained", "worker/stranger"), ("dependent", "worker/school")] {
            let id =
                road.post("administrator", "/v1/facilitators", json!({ "worker_id": road.id(worker) })).id();
            road.keep(key, id);
        }
        road.post(
            "administrator",
            "/v1/facilitators/{dependent}/training",
            json!({ "course": "Facilitating", "completed_on": "2025-06-14" }),
        );
        let path = format!("{MEETING}/facilitator");
        road.refused(
            "coordinator",
            &path,
            appoint(road, "untrained"),
            (409, "meeting.facilitator_untrained"),
        );
        road.refused(
            "coordinator",
            &path,
            appoint(road, "dependent"),
            (409, "meeting.facilitator_not_independent"),
        );
        let mut silent = appoint(road, "facilitator");
        silent["family_decision"] = Value::Null;
        silent.as_object_mut().unwrap().remove("family_decision");
        road.refused("coordinator", &path, silent, (422, "family_decision.missing"));
        road.refused("coordinator", "/v1/cases/{case}/meetings", json!({
            "kind": "first", "starts_at_local": "2026-03-19T18:30:00", "minutes": 60, "venue": { "name": "Library", "neutrality": "neutral" },
        }), (409, "meeting.another_open"));
        let undecided = road.refused(
            "mother",
            &format!("{MEETING}/approvals"),
            json!({ "aspects": ["participants"] }),
            (409, "meeting.invitation_undecided"),
        );
        assert!(undecided.body.get("allowed").is_none_or(|it| it == &json!([])), "{}", undecided.text);
    });
}

/// F0-06, model 2: a meeting to come is called off with the case, and nobody is expected any more.
#[test]
fn a_case_that_ends_calls_off_the_meeting_to_come() {
    leave_after(Scene::Inviting, "ended_before_the_meeting", |road| {
        let path = "/v1/meetings/{meeting}";
        assert_eq!(road.get("coordinator", path).text_at("/status"), "confirmed");
        road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "in person" }));
        assert_eq!(road.get("coordinator", path).text_at("/status"), "cancelled");
        let invitations = road.get("coordinator", "/v1/meetings/{meeting}/invitations?limit=200");
        let items = invitations.body["items"].as_array().unwrap();
        assert!(items.iter().all(|it| it["status"] == "revoked"), "{}", invitations.text);
        road.hidden_from(&AGENCIES);
    });
}

/// F0-06: the whānau who support the family know of their meeting while the family takes part, no longer.
#[test]
fn an_invited_supporter_knows_of_the_meeting_while_the_family_takes_part() {
    leave_after(Scene::Inviting, "supporter", |road| {
        let places = [MEETING.to_owned(), format!("{MEETING}/invitations")];
        let own = "/v1/invitations/{invitation/aunty}";
        let meeting = road.get("aunty", MEETING);
        assert_eq!(meeting.text_at("/status"), "confirmed", "{}", meeting.text);
        assert_eq!((road.status("aunty", own), road.status("aunty", "/v1/cases/{case}")), (200, 404));
        let taken_back = json!({ "purposes": ["participate"], "channel": "in person" });
        road.both_take_back(&taken_back);
        for path in places.iter().map(String::as_str).chain([own]) {
            assert_eq!(road.status("aunty", path), 404, "{path}");
        }
    });
    leave_after(Scene::Inviting, "former_supporter", |road| {
        assert_eq!(road.status("aunty", MEETING), 200);
        road.leaves("aunty", "2026-02-05");
        assert_eq!(road.status("aunty", MEETING), 404);
        assert_eq!(road.status("aunty", &format!("{MEETING}/invitations")), 404);
    });
}

/// Where the family lives is for those who come, from when they are invited.
#[test]
fn a_meeting_at_home_does_not_tell_where_that_is() {
    leave_after(Scene::Convening, "where_they_live", |road| {
        let mut at_home = plan("At home");
        at_home["venue"]["neutrality"] = json!("family_home");
        at_home["venue"]["address"] = json!("12 Rātā Street");
        road.put("coordinator", MEETING, at_home);
        let told = |who: &str| road.get(who, MEETING).text.contains("12 Rātā Street");
        assert_eq!(["coordinator", "mother", "father", "school"].map(told), [true, true, true, false]);
        road.post("mother", "/v1/invitations/{invitation/father}/refusal", json!({}));
        assert_eq!(["mother", "father"].map(told), [true, false], "who is not to come need not know");
    });
}
