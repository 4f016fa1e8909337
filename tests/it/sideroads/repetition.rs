//! Requests that are sent again: done once, answered again, and only to whoever may still know (R13).

use serde_json::{Value, json};
use whakakaha::demo::{
    journey::Scene,
    stage::{Answer, Call},
};

use super::{Road, leave_after};

impl Road<'_> {
    /// Sends a command with a key of the caller's choice.
    pub(super) fn send_as(&self, who: &str, key: &str, path: &str, body: &Value) -> Answer {
        let path = self.path(path);
        let headers = vec![("idempotency-key", key.to_owned())];
        let persona = self.who(who);
        let call = Call { persona, method: "POST", path: &path, headers, body: Some(body.clone()) };
        self.stage.send(&call, Some(&self.stage.token(persona, 60))).unwrap()
    }
}

const PROGRESS: &str = "/v1/actions/{action/5}/progress";

/// F0-06: an answer kept from before a withdrawal is not given to whoever sees nothing any more.
#[test]
fn an_answer_from_before_a_withdrawal_is_not_given_again() {
    leave_after(Scene::Agreeing, "repeated_after_withdrawal", |road| {
        let report = json!({ "status": "in_progress", "note": "asked" });
        let first = road.send_as("school", "report-0001", PROGRESS, &report);
        let again = road.send_as("school", "report-0001", PROGRESS, &report);
        assert_eq!((again.status, &again.text), (first.status, &first.text));
        assert_eq!(again.header("idempotent-replayed"), Some("true"));

        road.both_take_back(&json!({ "channel": "by telephone" }));
        let again = road.send_as("school", "report-0001", PROGRESS, &report);
        let fresh = road.send_as("school", "report-0002", PROGRESS, &report);
        assert_eq!((again.status, again.text_at("/code")), (404, fresh.text_at("/code")), "{}", again.text);
        assert_eq!(again.header("idempotent-replayed"), None);
    });
}

/// F0-06: whoever records a withdrawal may lose the answer and ask again, although the withdrawal has
/// closed the case to them. The critic sends each request twice.
#[test]
fn a_withdrawal_is_confirmed_to_the_key_contact_who_recorded_it() {
    leave_after(Scene::Agreeing, "repeated_withdrawal", |road| {
        let told = json!({ "channel": "by telephone" });
        road.post("mother", "/v1/consents/{consent/mother}/withdrawal", told.clone());
        road.post("family-support", "/v1/consents/{consent/father}/withdrawal", told);
        assert_eq!(road.status("family-support", "/v1/cases/{case}"), 404);
    });
    leave_after(Scene::Agreeing, "repeated_leaving", |road| {
        let told = json!({ "channel": "in person", "said_by": road.id("person/mother") });
        road.post("family-support", "/v1/cases/{case}/withdrawal", told);
        assert_eq!(road.status("family-support", "/v1/cases/{case}"), 404);
    });
}

/// Whoever gives their role to somebody else is told so again, with what they may still read of it.
#[test]
fn whoever_gives_a_role_away_is_told_so_again() {
    leave_after(Scene::Agreeing, "repeated_handover", |road| {
        let agency = road.id("agency/family-support").to_owned();
        let colleague = json!({ "name": "Lani Fonua", "profession": "family support worker" });
        let worker =
            road.post("administrator", "/v1/agencies/{agency/family-support}/workers", colleague).id();
        let given = json!({
            "role": "lead_worker", "agency_id": agency, "worker_id": worker,
            "family_decision": road.decided("2026-02-19"),
        });
        road.post("family-support", "/v1/cases/{case}/assignments", given.clone());
        let fresh = road.send_as("family-support", "handover-0001", "/v1/cases/{case}/assignments", &given);
        assert_eq!(fresh.status, 403, "{}", fresh.text);
    });
}

/// Answers hold what people wrote, so they are deleted when they are not needed any more.
#[test]
fn answers_are_deleted_after_a_day() {
    leave_after(Scene::Opening, "forgotten_answers", |road| {
        let kept = road.critic.count("idempotency_keys");
        road.round();
        assert_eq!(road.critic.count("idempotency_keys"), kept);
        road.time("2026-02-03T11:59:00");
        let body = json!({ "region_id": road.id("region"), "name": "Rua Tamihana" });
        road.post("coordinator", "/v1/people", body);
        road.round();
        assert_eq!(road.critic.count("idempotency_keys"), 1);
        road.time("2026-02-04T12:00:00");
        road.round();
        assert_eq!(road.critic.count("idempotency_keys"), 0);
    });
}
