//! People who must not meet: not invited together, at no step; the meeting held in separate sessions (F0-21,
//! scenario 7).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, leave_after};

const MEETING: &str = "/v1/meetings/{meeting}";
const SESSION: &str = "/v1/meetings/{session}";
const MEETINGS: &str = "/v1/cases/{case}/meetings";

/// F0-21: the coordinator is told why; for everybody else the answer has several causes.
#[test]
fn people_who_must_not_meet_are_not_invited_together() {
    leave_after(Scene::Approving, "no_contact", |road| {
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        for who in ["mother", "father", "school", "income-system"] {
            let list = road.get(who, "/v1/people/{person/tamaiti}/relationships");
            assert_eq!(list.body["items"], json!([]), "{who}: {}", list.text);
        }
        let dispatch = format!("{MEETING}/dispatch");
        let refused = road.refused("coordinator", &dispatch, json!({}), (409, "safety.no_contact"));
        for trace in ["person/father", "person/mother"] {
            assert!(!refused.text.contains(road.id(trace)), "{}", refused.text);
        }
        assert_eq!(road.status("father", MEETING), 404, "he was not invited, and she comes");
        assert_eq!(road.items("father", MEETINGS), 0);
        road.post("mother", "/v1/invitations/{invitation/father}/refusal", json!({}));
        let sent = road.post("coordinator", &dispatch, json!({}));
        assert_eq!(sent.text_at("/status"), "invited");
    });
}

const NEUTRAL: (u16, &str) = (409, "meeting.coordinator_first");

/// A pair recorded after the invitations went out: no answer, no other time and no start brings them together.
#[test]
fn people_who_must_not_meet_by_now_are_not_brought_together() {
    leave_after(Scene::Inviting, "no_contact_later", |road| {
        road.time("2026-02-19T18:30:00");
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        let start = format!("{MEETING}/start");
        let told = road.refused("coordinator", &start, json!({}), (409, "safety.no_contact"));
        let asked = road.refused("facilitator", &start, json!({}), NEUTRAL);
        assert!(!asked.text.contains("contact"), "{}", asked.text);
        for trace in ["person/father", "person/mother"] {
            assert!(!told.text.contains(road.id(trace)), "{}", told.text);
        }
        assert_eq!(road.get("facilitator", "/v1/safety-alerts/{alert}").text_at("/kind"), "no_contact");
        let move_on = json!({ "starts_at_local": "2026-02-26T18:30:00" });
        road.refused("coordinator", &format!("{MEETING}/rescheduling"), move_on, (409, "safety.no_contact"));
        let answer = "/v1/invitations/{invitation/father}/answer";
        road.refused("father", answer, json!({ "answer": "tentative" }), NEUTRAL);
        let his = road.get("father", MEETING);
        assert!(!his.text.contains(road.id("person/mother")) || his.body["approvals"] != json!([]));
        road.post("father", answer, json!({ "answer": "declined" }));
        assert_eq!(road.status("father", MEETING), 200, "as it was when he declined");
        assert_eq!(road.post("facilitator", &start, json!({})).text_at("/status"), "in_progress");
        assert_eq!(
            (road.status("father", MEETING), road.items("father", MEETINGS)),
            (404, 0),
            "nothing of what becomes of it"
        );
    });
}

/// The same code has another cause: somebody on the list has left the family.
#[test]
fn whoever_has_left_the_family_is_taken_off_the_list_first() {
    leave_after(Scene::Inviting, "invitee_left", |road| {
        road.time("2026-02-19T18:30:00");
        road.leaves("aunty", "2026-02-19");
        let start = format!("{MEETING}/start");
        road.refused("facilitator", &start, json!({}), NEUTRAL);
        road.refused("coordinator", &start, json!({}), (409, "meeting.invitee_left"));
        road.post("mother", "/v1/invitations/{invitation/aunty}/refusal", json!({}));
        assert_eq!(road.post("facilitator", &start, json!({})).text_at("/status"), "in_progress");
    });
}

/// Each of two people comes to a session of their own, with the same facilitator; neither is told of the other's.
#[test]
fn a_meeting_is_held_in_separate_sessions() {
    leave_after(Scene::Approving, "separate_sessions", |road| {
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        road.post("mother", "/v1/invitations/{invitation/father}/refusal", json!({}));
        let session = |kind: &str, of: Option<&str>| {
            let mut meeting = json!({
                "kind": kind, "starts_at_local": "2026-02-19T20:30:00", "minutes": 60,
                "venue": { "name": "Library", "neutrality": "neutral" },
            });
            if let Some(of) = of {
                meeting["session_of"] = json!(road.id(of));
            }
            meeting
        };
        road.refused("coordinator", MEETINGS, session("first", None), (409, "meeting.another_open"));
        let of_nothing = session("first", Some("case"));
        road.refused("coordinator", MEETINGS, of_nothing, (422, "meeting.session_unknown"));
        let beside = session("first", Some("meeting"));
        beside_the_other(road, beside.clone());
        let convened = road.post("coordinator", MEETINGS, beside);
        assert_eq!(convened.text_at("/session_of"), road.id("meeting"));
        road.keep("session", convened.id());
        let invitations = format!("{SESSION}/invitations");
        let member = |road: &Road<'_>, key: &str| json!({ "invitee": { "kind": "family_member", "person_id": road.id(key) } });
        let worker = json!({ "invitee": { "kind": "worker", "worker_id": road.id("worker/school") } });
        for (key, body) in [("his", member(road, "person/father")), ("hers", worker)] {
            let id = road.post("coordinator", &invitations, body).id();
            road.keep(key, id);
        }
        let she = member(road, "person/mother");
        road.refused("coordinator", &invitations, she.clone(), (409, "safety.no_contact"));
        road.refused("mother", &invitations, she, NEUTRAL);
        for key in ["his", "hers"] {
            road.post("father", &format!("/v1/invitations/{{{key}}}/approval"), json!({}));
        }
        let approvals = json!({ "aspects": ["agenda", "time", "venue", "participants"] });
        road.post("father", &format!("{SESSION}/approvals"), approvals);
        for meeting in [MEETING, SESSION] {
            road.post("coordinator", &format!("{meeting}/dispatch"), json!({}));
        }
        each_knows_their_own(road);
        held(road, "father", SESSION, &["his", "hers"]);
        assert_eq!(road.get("coordinator", MEETING).text_at("/status"), "invited");
    });
}

/// No session is at the time and place of another, neither as it is convened nor when it is moved.
fn beside_the_other(road: &mut Road<'_>, session: Value) {
    let first = road.get("coordinator", MEETING);
    let refused = (409, "meeting.sessions_meet");
    let mut beside = session;
    beside["venue"]["name"] = first.text_at("/venue/name").to_uppercase().into();
    beside["starts_at_local"] = "2026-02-19T20:00:00".into();
    road.refused("coordinator", MEETINGS, beside.clone(), refused);
    beside["starts_at_local"] = "2026-02-19T21:00:00".into();
    let later = road.post("coordinator", MEETINGS, beside.clone()).id();
    road.keep("later", later);
    let later = "/v1/meetings/{later}";
    let sooner = json!({ "starts_at_local": "2026-02-19T18:00:00" });
    road.refused("coordinator", &format!("{later}/rescheduling"), sooner, refused);
    let mut change = beside;
    for member in ["kind", "session_of"] {
        change.as_object_mut().unwrap().remove(member);
    }
    change["agenda"] = first.body["agenda"].clone();
    change["starts_at_local"] = "2026-02-19T19:00:00".into();
    let answer = road.attempt("coordinator", "PUT", later, Some(change.clone()));
    assert_eq!((answer.status, answer.text_at("/code").as_str()), refused, "{}", answer.text);
    change["venue"]["name"] = "Town hall".into();
    road.put("coordinator", later, change);
    road.post("coordinator", &format!("{later}/cancellation"), json!({ "reason": "one is enough" }));
}

fn each_knows_their_own(road: &Road<'_>) {
    let known = [road.id("later"), road.id("session")];
    assert_eq!(road.ids("father", MEETINGS), known, "and one that was called off before she was to come");
    assert_eq!(road.status("father", MEETING), 404);
    let his = road.get("father", SESSION);
    assert_eq!(his.body["session_of"], Value::Null, "{}", his.text);
    for trace in ["meeting", "person/mother"] {
        assert!(!his.text.contains(road.id(trace)), "{}", his.text);
    }
    assert_eq!(road.get("school", SESSION).body["session_of"], Value::Null);
    assert_eq!(road.get("coordinator", SESSION).text_at("/session_of"), road.id("meeting"));
}

/// Somebody accepts, and the meeting takes place.
fn held(road: &Road<'_>, who: &str, meeting: &str, invited: &[&str]) {
    road.post(who, &format!("/v1/invitations/{{{}}}/answer", invited[0]), json!({ "answer": "accepted" }));
    road.post("coordinator", &format!("{meeting}/confirmation"), json!({}));
    road.time("2026-02-19T20:30:00");
    road.post("coordinator", &format!("{meeting}/start"), json!({}));
    let came = |key: &&str| json!({ "invitation_id": road.id(key), "presence": "present", "heard": "spoke" });
    let completion = json!({
        "attendance": invited.iter().map(came).collect::<Vec<_>>(), "result": "plan",
        "lead_agency_id": road.id("agency/school"), "lead_worker_id": road.id("worker/school"),
        "key_contact_id": road.id("worker/school"), "next_review_on": "2026-03-26", "decided_to_close": false,
    });
    let done = road.post("coordinator", &format!("{meeting}/completion"), completion);
    assert_eq!(done.text_at("/status"), "completed");
}
