//! What shows only where there are several cases, or many.

use actix_web::rt::System;
use chrono::TimeDelta;
use whakakaha::worker;
use whakakaha_tests::app::TestApp;

use crate::{conformance::assert_told, protocol::NO_ID, statements::desk_of};

/// One more than a sweep looks at in one query.
const CASES: u32 = 101;

/// What the service does by itself.
#[test]
fn a_sweep_goes_through_all_pages_of_its_candidates() {
    let app = TestApp::start();
    desk_of(&app, CASES);
    let clock = &app.service.clock;
    let count = |table: &str, status: &str| {
        app.database.value(&format!("SELECT count(*) FROM {table} WHERE status = '{status}'"))
    };
    let round_after = |days| {
        clock.set(clock.now() + TimeDelta::days(days));
        System::new().block_on(worker::round(&app.service.db, clock));
    };
    let (once, twice) = (CASES.to_string(), (2 * CASES).to_string());
    assert_eq!((count("reviews", "scheduled"), count("consents", "active")), (once.clone(), twice.clone()));
    round_after(200);
    assert_eq!((count("reviews", "missed"), count("consents", "active")), (once.clone(), twice.clone()));
    round_after(200);
    assert_eq!((count("consents", "expired"), count("cases", "on_hold")), (twice, once));
}

/// F0-30: versions are compared within one case, and only with what the caller may know of.
#[test]
fn versions_of_different_cases_are_not_compared() {
    let app = TestApp::start();
    let worker = desk_of(&app, 2).worker;
    let lead = app.worker(&worker.to_string());
    let cases = lead.get("/v1/cases").expect(200).body;
    let plan = |n: usize| {
        let case = cases["items"][n]["id"].as_str().unwrap();
        let plans = lead.get(&format!("/v1/cases/{case}/plan-versions")).expect(200);
        plans.body["items"][0]["id"].as_str().unwrap().to_owned()
    };
    let (one, other) = (plan(0), plan(1));
    let compared = |against: &str| {
        let answer = lead.get(&format!("/v1/plan-versions/{one}/diff?against={against}"));
        assert_told("GET /v1/plan-versions/{plan_version_id}/diff", &answer);
        (answer.status, answer.code().to_owned())
    };
    assert_eq!(compared(&one), (200, String::new()));
    assert_eq!(compared(&other), (422, "plan.versions_of_different_cases".to_owned()));
    assert_eq!(compared(NO_ID), (422, "reference.unknown".to_owned()));
}
