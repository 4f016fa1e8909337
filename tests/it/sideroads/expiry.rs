//! Consents that run out: what is said before, and what is closed when the last day is over (F1-11, model 3).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{AGENCIES, Road, leave_after};

/// Model 3: a month, two weeks and a week before a consent runs out somebody is warned, once each.
#[test]
fn a_consent_that_will_run_out_is_warned_of() {
    leave_after(Scene::Consenting, "warnings_of_expiry", |road| {
        let warned =
            |road: &Road<'_>| road.get("mother", "/v1/consents/{consent/mother}").body["warned_days"].clone();
        let events = |road: &Road<'_>| {
            road.app.database.value("SELECT count(*) FROM outbox WHERE event = 'consent.expiring'")
        };
        for (day, days, count) in [
            ("2027-01-04", Value::Null, "0"),
            ("2027-01-05", json!(30), "2"),
            ("2027-01-06", json!(30), "2"),
            ("2027-01-21", json!(14), "4"),
            ("2027-01-28", json!(7), "6"),
            ("2027-02-04", json!(7), "6"),
        ] {
            road.time(&format!("{day}T09:00:00"));
            road.round();
            assert_eq!((warned(road), events(road).as_str()), (days, count), "{day}");
        }
    });
}

/// F1-11: the day after the last, agencies see nothing, before anything has been marked.
#[test]
fn consent_that_runs_out_closes_the_case_at_midnight() {
    leave_after(Scene::Consenting, "expiry", |road| {
        road.time("2027-02-04T23:59:00");
        assert_eq!(road.get("school", "/v1/cases/{case}").text_at("/status"), "preparing");
        road.time("2027-02-05T00:00:00");
        road.hidden_from(&AGENCIES);
        assert_eq!(road.get("mother", "/v1/cases/{case}").text_at("/status"), "preparing");
        road.round();
        let case = road.get("mother", "/v1/cases/{case}");
        assert_eq!(
            (case.text_at("/status"), case.text_at("/hold_reason")),
            ("on_hold".into(), "consent_lapsed".into()),
            "{}",
            case.text
        );
        assert_eq!(road.get("mother", "/v1/consents/{consent/mother}").text_at("/status"), "expired");
        road.hidden_from(&AGENCIES);
        road.refused("coordinator", "/v1/cases/{case}/resumption", json!({}), (409, "consent.insufficient"));
        road.unchanged("mother", "/v1/consents/{consent/mother}/withdrawal", json!({ "channel": "x" }));
    });
}
