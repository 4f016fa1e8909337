//! Follow-up that does not go as planned, reviews that are missed, and the end (F0-03, F0-28, F0-31, F0-32).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, leave_after};

fn progress(road: &Road<'_>, who: &str, action: &str) -> (u16, String) {
    let path = format!("/v1/actions/{{action/{action}}}/progress");
    let answer = road.attempt(who, "POST", &path, Some(json!({ "status": "in_progress" })));
    (answer.status, answer.text_at("/code"))
}

const FIVE: &str = "/v1/actions/{action/5}";

/// F0-28: the date first promised stays on record; only the owner reports.
#[test]
fn commitments_are_moved_released_and_reported_by_their_owners() {
    leave_after(Scene::Agreeing, "commitments", |road| {
        road.stage.on_day(1);
        assert_eq!(progress(road, "income", "5").0, 403);
        assert_eq!(progress(road, "mother", "5").0, 403);
        assert_eq!(progress(road, "school", "1").0, 404);
        assert_eq!(progress(road, "stranger", "5").0, 404);
        let first = road.get("school", FIVE).text_at("/original_due_on");
        for due in ["2026-04-01", "2026-04-15"] {
            let moved = road.post(
                "family-support",
                &format!("{FIVE}/due-date"),
                json!({ "due_on": due, "reason": "illness" }),
            );
            assert_eq!(
                (moved.text_at("/due_on"), moved.text_at("/original_due_on")),
                (due.to_owned(), first.clone())
            );
        }
        road.refused(
            "family-support",
            &format!("{FIVE}/due-date"),
            json!({ "due_on": "2026-04-15", "reason": "x" }),
            (422, "action.due_date_unchanged"),
        );
        progress_and_release(road);
    });
}

/// Progress is the owner's to report, release the lead's.
fn progress_and_release(road: &mut Road<'_>) {
    road.post(
        "school-system",
        &format!("{FIVE}/progress"),
        json!({ "status": "in_progress", "percent": 20, "note": "asked" }),
    );
    road.refused(
        "school",
        &format!("{FIVE}/progress"),
        json!({ "status": "released" }),
        (422, "action.progress_status_invalid"),
    );
    assert_eq!(road.get("school", &format!("{FIVE}/progress")).text_at("/items/0/note"), "asked");
    assert_eq!(road.get("family-support", &format!("{FIVE}/checks")).body["items"], json!([]));
    road.refused(
        "family-support",
        &format!("{FIVE}/resolution"),
        json!({ "resolution": "done", "reason": "x" }),
        (422, "action.resolution_invalid"),
    );
    let released = road.post(
        "family-support",
        &format!("{FIVE}/resolution"),
        json!({ "resolution": "released", "reason": "no longer needed" }),
    );
    assert_eq!(released.text_at("/status"), "released");
    road.impossible(
        "school",
        &format!("{FIVE}/progress"),
        json!({ "status": "done" }),
        ("action.not_in_state", &[]),
    );
    road.impossible(
        "family-support",
        &format!("{FIVE}/due-date"),
        json!({ "due_on": "2026-05-01", "reason": "x" }),
        ("action.not_in_state", &[]),
    );
    road.impossible(
        "family-support",
        &format!("{FIVE}/checks"),
        json!({ "finding": "done" }),
        ("action.not_in_state", &[]),
    );
}

/// F0-31: the service notices by itself that a review is due, and that it was missed.
#[test]
fn a_review_is_moved_due_and_missed() {
    leave_after(Scene::Agreeing, "reviews", |road| {
        let open = road.get("mother", "/v1/cases/{case}/reviews");
        road.keep("review", open.text_at("/items/0/id"));
        let path = "/v1/reviews/{review}";
        let first = road.get("school", path);
        assert_eq!(first.text_at("/status"), "scheduled");
        let moved = |on: &str| json!({ "due_on": on, "reason": "school holidays" });
        road.refused(
            "family-support",
            &format!("{path}/rescheduling"),
            moved("2026-12-01"),
            (422, "review.date_out_of_bounds"),
        );
        road.post("family-support", &format!("{path}/rescheduling"), moved("2026-04-02"));
        let after = road.get("mother", path);
        assert_eq!(
            (after.text_at("/due_on"), after.text_at("/original_due_on")),
            ("2026-04-02".into(), first.text_at("/due_on"))
        );
        for (at, status) in [
            ("2026-04-01T23:59:00", "scheduled"),
            ("2026-04-02T00:00:00", "due"),
            ("2026-04-02T23:59:00", "due"),
            ("2026-04-03T00:00:00", "missed"),
        ] {
            road.time(at);
            road.round();
            assert_eq!(road.get("mother", path).text_at("/status"), status, "{at}");
        }
        road.post("family-support", &format!("{path}/rescheduling"), moved("2026-04-10"));
        road.post("family-support", &format!("{path}/start"), json!({}));
        road.impossible(
            "family-support",
            &format!("{path}/start"),
            json!({}),
            ("review.not_in_state", &["review.complete"]),
        );
        let hasty = json!({ "outcome": "continue", "family_view": "fine", "actions_reviewed": [], "scores_not_done_because": "none", "next_review_on": "2026-05-01" });
        road.refused(
            "family-support",
            &format!("{path}/completion"),
            hasty,
            (422, "review.actions_not_reviewed"),
        );
        let all = road.get("family-support", "/v1/cases/{case}/actions?limit=200");
        let seen: Vec<&Value> = all.body["items"].as_array().unwrap().iter().map(|it| &it["id"]).collect();
        let silent = json!({ "outcome": "continue", "family_view": "fine", "actions_reviewed": seen, "next_review_on": "2026-05-01" });
        road.refused("family-support", &format!("{path}/completion"), silent, (422, "review.scores_missing"));
    });
}

/// F0-24, F0-26, F0-32: the case is not left alone, and ends with a report that was accepted.
#[test]
fn a_report_is_returned_before_it_is_accepted() {
    leave_after(Scene::Following, "closing", |road| {
        let all = road.get("coordinator", "/v1/cases/{case}/assignments?limit=200");
        for it in all.body["items"].as_array().unwrap().iter().filter(|it| it["ended_on"].is_null()) {
            let name = road
                .cast
                .ids
                .iter()
                .find(|(key, id)| key.starts_with("agency/") && **id == it["agency_id"])
                .unwrap()
                .0
                .clone();
            road.keep(
                &format!("assignment/{}/{name}", it["role"].as_str().unwrap()),
                it["id"].as_str().unwrap().to_owned(),
            );
        }
        let end = json!({ "ended_on": "2026-03-26" });
        for held in [
            "lead_agency/agency/family-support",
            "key_contact/agency/family-support",
            "participant/agency/family-support",
            "coordinator/agency/coordinator",
        ] {
            road.refused(
                "coordinator",
                &format!("/v1/assignments/{{assignment/{held}}}/end"),
                end.clone(),
                (409, "case.holder_still_needed"),
            );
        }
        let leaving = "/v1/assignments/{assignment/participant/agency/oranga-tamariki}";
        assert_eq!(road.get("oranga-tamariki", leaving).text_at("/role"), "participant");
        road.post("coordinator", &format!("{leaving}/end"), end.clone());
        road.refused("coordinator", &format!("{leaving}/end"), end, (409, "case.assignment_ended"));
        road.hidden_from(&["oranga-tamariki", "oranga-tamariki-system"]);

        settle(road);
        report(road);
    });
}

/// Before closing nothing is open any more.
fn settle(road: &mut Road<'_>) {
    road.refused(
        "family-support",
        "/v1/cases/{case}/closing",
        json!({ "reason": "other" }),
        (422, "case.close_reason_missing"),
    );
    road.refused(
        "family-support",
        "/v1/cases/{case}/closing",
        json!({ "reason": "goals_met" }),
        (409, "case.actions_open"),
    );
    let actions = road.get("family-support", "/v1/cases/{case}/actions?limit=200");
    for action in actions.body["items"].as_array().unwrap() {
        if !["done", "released", "cancelled", "superseded"].contains(&action["status"].as_str().unwrap()) {
            let path = format!("/v1/actions/{}/resolution", action["id"].as_str().unwrap());
            road.post(
                "family-support",
                &path,
                json!({ "resolution": "released", "reason": "settled otherwise" }),
            );
        }
    }
    road.post("family-support", "/v1/cases/{case}/closing", json!({ "reason": "goals_met" }));
    assert_eq!(road.get("mother", "/v1/cases/{case}").text_at("/close_reason"), "goals_met");
    for who in ["school", "family-support"] {
        let case = road.get(who, "/v1/cases/{case}");
        assert_eq!(
            (case.text_at("/status"), case.body.get("close_reason")),
            ("closing".into(), None),
            "{who}"
        );
    }
    let close = json!({ "outcome": "met", "independence": "independent" });
    road.refused(
        "coordinator",
        "/v1/cases/{case}/closure",
        close.clone(),
        (409, "case.final_report_missing"),
    );
    road.impossible(
        "coordinator",
        "/v1/cases/{case}/hold",
        json!({ "reason": "family_request", "review_on": "2026-12-01" }),
        ("case.not_in_state", &["case.close", "case.withdraw"]),
    );
}

/// A report is returned, written again and accepted.
fn report(road: &mut Road<'_>) {
    let close = json!({ "outcome": "met", "independence": "independent" });
    let report = json!({ "summary": "Everything is settled." });
    let id = road.post("family-support", "/v1/cases/{case}/final-reports", report.clone()).id();
    road.keep("report", id);
    road.refused(
        "family-support",
        "/v1/cases/{case}/final-reports",
        report.clone(),
        (409, "final_report.pending"),
    );
    let path = "/v1/final-reports/{report}";
    road.post("coordinator", &format!("{path}/return"), json!({ "reason": "what does the family say?" }));
    road.impossible(
        "coordinator",
        &format!("{path}/acceptance"),
        json!({}),
        ("final_report.not_in_state", &[]),
    );
    assert_eq!(road.get("family-support", path).text_at("/status"), "returned");
    assert_eq!(road.status("school", path), 404);
    let id = road.post("family-support", "/v1/cases/{case}/final-reports", report).id();
    road.keep("report", id);
    road.post("coordinator", &format!("{path}/acceptance"), json!({}));
    assert_eq!(
        road.get("mother", "/v1/cases/{case}/final-reports").body["items"].as_array().unwrap().len(),
        2
    );
    assert_eq!(
        road.post("coordinator", "/v1/cases/{case}/closure", close.clone()).text_at("/status"),
        "closed"
    );
    road.impossible("coordinator", "/v1/cases/{case}/closure", close, ("case.not_in_state", &[]));
}
