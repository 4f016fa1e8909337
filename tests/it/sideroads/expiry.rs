//! Consents that run out: what is said before, and what is closed when the last day is over (F1-11, model 3).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{
    AGENCIES, Road,
    consent::{signature, state, wanted},
    leave_after,
};

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

/// F1-11: each purpose runs out by itself. What agencies may be told later still opens nothing to them where the family
/// takes part no more.
#[test]
fn consent_to_take_part_runs_out_before_consent_to_share() {
    leave_after(Scene::Consenting, "expiry_of_a_part", |road| {
        for who in ["mother", "father"] {
            let mut longer = wanted(road, who);
            longer["purposes"] = json!(["share_with_agencies"]);
            longer["expires_on"] = json!("2027-06-30");
            let asked = road.post("coordinator", "/v1/cases/{case}/consents", longer).id();
            road.keep("longer", asked);
            road.post(who, "/v1/consents/{longer}/signature", signature());
        }
        let states = |road: &Road<'_>| {
            let overview = road.get("coordinator", "/v1/cases/{case}/consent-state");
            let school = road.id("agency/school");
            let share = state(&overview.body, "share_with_agencies", school);
            (overview.body["takes_part"].clone(), share)
        };
        road.time("2027-02-04T23:59:00");
        assert_eq!(states(road), (json!(true), "sufficient".to_owned()));
        assert_eq!(AGENCIES.map(|who| road.status(who, "/v1/cases/{case}")), [200; 4]);
        road.time("2027-02-05T00:00:00");
        road.hidden_from(&AGENCIES);
        assert_eq!(states(road), (json!(false), "sufficient".to_owned()));
    });
}
