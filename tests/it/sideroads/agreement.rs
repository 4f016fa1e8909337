//! Plans that are answered late, wrongly or not at all (F0-02, F0-27, F0-30, scenario 9).

use serde_json::{Value, json};
use whakakaha::demo::journey::{Scene, editable};

use super::{Road, leave_after};

fn answer(hash: &str) -> Value {
    json!({ "content_hash": hash, "verdict": "agree" })
}

/// Where the first version is answered.
const FIRST: &str = "/v1/plan-versions/{plan}/responses";

fn hash(road: &Road<'_>, who: &str, plan: &str) -> String {
    road.get(who, &format!("/v1/plan-versions/{{{plan}}}")).text_at("/content_hash")
}

/// The lead begins a version in which the school's mentor comes on another day.
fn amend(road: &mut Road<'_>, key: &str, due: &str) {
    let draft = road.post(
        "family-support",
        "/v1/cases/{case}/plan-versions",
        json!({ "change_reason": "the mentor is ill" }),
    );
    road.keep(key, draft.id());
    let mut content = editable(&draft.body);
    for action in content["actions"].as_array_mut().unwrap() {
        if action["id"] == road.id("action/7") {
            action["due_on"] = json!(due);
        }
    }
    content["review_on"] = draft.body["review_on"].clone();
    road.put("family-support", &format!("/v1/plan-versions/{{{key}}}"), content);
}

/// Scenario 9: nobody is counted as having agreed to what they did not read.
#[test]
fn an_answer_counts_for_what_was_read_and_nothing_else() {
    leave_after(Scene::Circulating, "stale_answers", |road| {
        road.refused("school", FIRST, answer(&"0".repeat(64)), (409, "plan.hash_mismatch"));
        let (school, mother, lead) = (
            hash(road, "school", "plan"),
            hash(road, "mother", "plan"),
            hash(road, "family-support", "plan"),
        );
        assert_ne!(school, mother, "what is hidden from the school is in what the mother was sent");
        assert_eq!(lead, mother, "the lead agency was sent all of it");
        road.refused("school", FIRST, answer(&mother), (409, "plan.hash_mismatch"));
        road.refused(
            "oranga-tamariki",
            FIRST,
            answer(&hash(road, "oranga-tamariki", "plan")),
            (409, "plan.not_a_party"),
        );
        road.post("school", FIRST, answer(&school));
        road.refused("school", FIRST, answer(&school), (409, "plan.answered_already"));
        let stranger = road.attempt("stranger", "POST", FIRST, Some(answer(&school)));
        assert_eq!(stranger.status, 404);

        answers_to_a_newer_version(road, &school, &mother);
    });
}

/// What was read before counts for nothing any more.
fn answers_to_a_newer_version(road: &mut Road<'_>, school: &str, mother: &str) {
    amend(road, "second", "2026-03-20");
    road.refused(
        "family-support",
        "/v1/cases/{case}/plan-versions",
        json!({ "change_reason": "x" }),
        (409, "plan.draft_exists"),
    );
    road.impossible(
        "family-support",
        "/v1/plan-versions/{second}/responses",
        answer(school),
        ("plan.not_in_state", &["plan.revise", "plan.circulate", "plan.abandon"]),
    );
    road.post("family-support", "/v1/plan-versions/{second}/circulation", json!({}));
    road.refused("mother", FIRST, answer(mother), (409, "plan.version_superseded"));
    road.refused(
        "mother",
        "/v1/plan-versions/{second}/responses",
        answer(mother),
        (409, "plan.hash_mismatch"),
    );
    let asked = road.get("school", "/v1/plan-versions/{second}");
    assert!(
        asked.body["parties"].as_array().unwrap().iter().all(|it| it["verdict"] != "agree"),
        "{}",
        asked.text
    );
    for who in ["public-health", "family-support", "school", "income", "mother"] {
        let said = road.attempt(who, "GET", "/v1/plan-versions/{second}", None);
        assert_eq!(said.status, 200);
        road.post(who, "/v1/plan-versions/{second}/responses", answer(&said.text_at("/content_hash")));
    }
    assert_eq!(road.get("mother", "/v1/plan-versions/{second}").text_at("/status"), "current");
}

fn current(road: &Road<'_>) -> String {
    road.get("mother", "/v1/plan-versions/{plan}").text_at("/status")
}

/// F0-30: what was agreed holds until the new version is agreed by everybody.
#[test]
fn the_version_in_force_stays_in_force_until_the_next_is_agreed() {
    leave_after(Scene::Agreeing, "abandonment", |road| {
        road.impossible(
            "family-support",
            "/v1/plan-versions/{plan}/circulation",
            json!({}),
            ("plan.not_in_state", &[]),
        );
        road.impossible(
            "family-support",
            "/v1/plan-versions/{plan}/abandonment",
            json!({ "reason": "x" }),
            ("plan.not_in_state", &[]),
        );
        road.refused(
            "family-support",
            "/v1/cases/{case}/plan-versions",
            json!({}),
            (422, "plan.change_reason_missing"),
        );
        amend(road, "second", "2026-03-20");
        assert_eq!(road.status("school", "/v1/plan-versions/{second}"), 404, "a draft is the lead's");
        road.post("family-support", "/v1/plan-versions/{second}/circulation", json!({}));
        assert_eq!(current(road), "current");
        let diff = road.get("mother", "/v1/plan-versions/{second}/diff");
        assert_eq!(diff.text_at("/actions_changed/0/after/due_on"), "2026-03-20", "{}", diff.text);
        for trace in ["ounselling", road.id("action/1"), road.id("action/11")] {
            let seen = road.get("school", "/v1/plan-versions/{second}/diff");
            assert!(!seen.text.contains(trace), "{}", seen.text);
        }
        road.post("school", "/v1/plan-versions/{second}/responses", json!({ "content_hash": hash(road, "school", "second"), "verdict": "decline", "comment": "no mentor" }));
        assert_eq!(current(road), "current");
        road.post(
            "family-support",
            "/v1/plan-versions/{second}/abandonment",
            json!({ "reason": "the mentor is well again" }),
        );
        road.impossible(
            "family-support",
            "/v1/plan-versions/{second}/responses",
            answer(&"0".repeat(64)),
            ("plan.not_in_state", &[]),
        );
        assert_eq!(current(road), "current");
        let mentor = road.get("school", "/v1/actions/{action/7}");
        assert_eq!(mentor.text_at("/due_on"), mentor.text_at("/original_due_on"));
        let other = road.stage.day(0);
        assert_eq!(other.to_string(), "2026-02-19");
    });
}
