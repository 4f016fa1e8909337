//! Other systems keep a copy: what they find of changes, and of what is closed to them (R8, scenario 1).

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;
use whakakaha_store::{db::LONGEST_WRITE, error::Failure};

use super::{
    Road,
    consent::{signature, wanted},
    leave_after,
};

/// Follows the feed of an agency's system from a cursor to its end, and says what it read and where it stands.
fn follow(road: &Road<'_>, who: &str, cursor: Option<&str>) -> (Vec<Value>, String) {
    // Changes appear half a minute after they were made.
    road.later(TimeDelta::seconds(31));
    let mut all = Vec::new();
    let mut cursor = cursor.map(ToOwned::to_owned);
    loop {
        let from = cursor.as_ref().map_or_else(String::new, |cursor| format!("&cursor={cursor}"));
        let part = road.get(who, &format!("/v1/changes?limit=1{from}"));
        all.extend(part.body["items"].as_array().unwrap().iter().cloned());
        let next = part.text_at("/next_cursor");
        if part.body["has_more"] == false {
            return (all, next);
        }
        cursor = Some(next);
    }
}

fn hold() -> Value {
    json!({ "reason": "family_request", "review_on": "2026-03-05" })
}

fn operations(changes: &[Value]) -> Vec<(&str, &str)> {
    changes.iter().map(|it| (it["op"].as_str().unwrap(), it["id"].as_str().unwrap())).collect()
}

/// R8, scenario 1: an agency learns once that a case is closed to it, and nothing of what happens there later;
/// the other agencies learn nothing of that at all.
#[test]
fn a_case_that_is_closed_to_an_agency_leaves_a_tombstone_and_nothing_else() {
    leave_after(Scene::Preparing, "following", |road| {
        let case = road.id("case").to_owned();
        let (school, of_school) = follow(road, "school-system", None);
        assert_eq!(operations(&school), [("update", case.as_str())]);
        let (income, of_income) = follow(road, "income-system", None);
        assert_eq!(operations(&income), [("update", case.as_str())]);

        let before = road.app.service.clock.now();
        let part = json!({ "agencies": [road.id("agency/school")], "channel": "in person" });
        road.both_take_back(&part);
        let (school, of_school) = follow(road, "school-system", Some(&of_school));
        assert_eq!(operations(&school), [("delete", case.as_str())]);
        let deleted_at: DateTime<Utc> = school[0]["deleted_at"].as_str().unwrap().parse().unwrap();
        assert!(deleted_at >= before - TimeDelta::milliseconds(1), "{deleted_at} {before}");
        assert_eq!(follow(road, "income-system", Some(&of_income)).0, [] as [Value; 0]);

        road.post("coordinator", "/v1/cases/{case}/hold", hold());
        assert_eq!(follow(road, "school-system", Some(&of_school)).0, [] as [Value; 0]);
        assert_eq!(
            operations(&follow(road, "income-system", Some(&of_income)).0),
            [("update", case.as_str())]
        );
        // Whoever begins anew finds the same.
        assert_eq!(operations(&follow(road, "school-system", None).0), [("delete", case.as_str())]);

        road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "in person" }));
        assert_eq!(follow(road, "school-system", Some(&of_school)).0, [] as [Value; 0]);
        assert_eq!(
            operations(&follow(road, "income-system", Some(&of_income)).0),
            [("delete", case.as_str())]
        );
    });
}

/// R8: a case that the family opens to an agency again is not gone any more, for those who go on and for those who begin
/// anew.
#[test]
fn a_case_that_opens_again_is_not_gone() {
    leave_after(Scene::Preparing, "opens_again", |road| {
        let case = road.id("case").to_owned();
        road.both_take_back(&json!({ "agencies": [road.id("agency/school")], "channel": "in person" }));
        let (school, of_school) = follow(road, "school-system", None);
        assert_eq!(operations(&school), [("delete", case.as_str())]);
        for who in ["mother", "father"] {
            let asked = road.post("coordinator", "/v1/cases/{case}/consents", wanted(road, who)).id();
            road.keep("anew", asked);
            road.post(who, "/v1/consents/{anew}/signature", signature());
        }
        assert_eq!(
            operations(&follow(road, "school-system", Some(&of_school)).0),
            [("update", case.as_str())]
        );
        assert_eq!(operations(&follow(road, "school-system", None).0), [("update", case.as_str())]);
    });
}

/// R8: a consent that runs out closes the case as one that is taken back does; an agency that never could
/// read a case is told nothing.
#[test]
fn a_consent_that_runs_out_leaves_a_tombstone() {
    leave_after(Scene::Preparing, "running_out", |road| {
        let case = road.id("case").to_owned();
        let (_, cursor) = follow(road, "school-system", None);
        let years_later = road.app.service.clock.now() + TimeDelta::days(1100);
        road.app.service.clock.set(years_later);
        assert_eq!(follow(road, "school-system", Some(&cursor)).0, [] as [Value; 0]);
        road.round();
        assert_eq!(operations(&follow(road, "school-system", Some(&cursor)).0), [("delete", case.as_str())]);
        for (who, path) in [("school", "/v1/changes"), ("mother", "/v1/changes")] {
            assert_eq!(road.status(who, path), 403, "{who}");
        }
    });
    leave_after(Scene::Opening, "never_open", |road| {
        assert_eq!(road.status("school-system", "/v1/cases/{case}"), 404);
        road.post("coordinator", "/v1/cases/{case}/withdrawal", json!({ "channel": "in person" }));
        assert_eq!(follow(road, "school-system", None).0, [] as [Value; 0]);
    });
}

/// R8: the cases that changed since an instant, each by what its reader may know of it.
#[test]
fn a_list_of_cases_begins_where_one_looked_last() {
    leave_after(Scene::Preparing, "updated_since", |road| {
        let since = |who: &str, at: DateTime<Utc>| {
            let at = at.format("%Y-%m-%dT%H:%M:%S%.3fZ");
            let page = road.get(who, &format!("/v1/cases?updated_since={at}"));
            page.body["items"].as_array().unwrap().clone()
        };
        let everybody = ["coordinator", "school", "school-system", "mother"];
        let clock = &road.app.service.clock;
        for who in everybody {
            let all = since(who, DateTime::UNIX_EPOCH);
            assert_eq!(all.len(), 1, "{who}");
            let updated_at: DateTime<Utc> = all[0]["updated_at"].as_str().unwrap().parse().unwrap();
            assert_eq!(since(who, updated_at), all, "{who}: that instant included");
            assert_eq!(since(who, updated_at + TimeDelta::milliseconds(1)).len(), 0, "{who}");
        }
        assert_eq!(since("stranger", DateTime::UNIX_EPOCH).len(), 0, "the cases of others");
        let before = clock.now();
        let part = json!({ "agencies": [road.id("agency/income")], "channel": "in person" });
        road.both_take_back(&part);
        assert_eq!(since("income-system", DateTime::UNIX_EPOCH).len(), 0);
        assert_eq!(since("school-system", before).len(), 0, "what the family decided about another agency");
        assert_eq!(since("school", before).len(), 0);
        let before = clock.now();
        road.post("coordinator", "/v1/cases/{case}/hold", hold());
        for who in everybody {
            assert_eq!(since(who, before).len(), 1, "{who}");
        }
        assert_eq!(road.status("school", "/v1/cases?updated_since=yesterday"), 400);
    });
}

/// F1-17: what is not for agencies, such as that the family was asked what stays confidential, moves nothing that
/// they see of a case: neither its place in the feed nor its time nor its tag.
#[test]
fn what_an_agency_does_not_see_of_a_case_does_not_move_it() {
    leave_after(Scene::Preparing, "unmoved", |road| {
        let outline = |who: &str| {
            let list = road.get(who, "/v1/cases");
            let tag = road.get(who, "/v1/cases/{case}").header("etag").map(ToOwned::to_owned);
            (list.body["items"][0]["updated_at"].clone(), tag)
        };
        let (_, cursor) = follow(road, "school-system", None);
        let agencies = ["school", "school-system"];
        let (before, mothers) = (agencies.map(outline), outline("mother"));
        road.post("mother", "/v1/cases/{case}/confidentiality", json!({ "anything": true }));
        assert_eq!(agencies.map(outline), before);
        assert_eq!(follow(road, "school-system", Some(&cursor)).0, [] as [Value; 0]);
        assert_ne!(outline("mother").1, mothers.1, "who goes through the whole of it learns that it changed");
        road.post("coordinator", "/v1/cases/{case}/hold", hold());
        for (who, before) in agencies.into_iter().zip(before) {
            let after = outline(who);
            assert!(after.0 != before.0 && after.1 != before.1, "{who}");
        }
        assert_eq!(follow(road, "school-system", Some(&cursor)).0.len(), 1);
    });
}

/// R8: what began half a minute ago is there, or never will be: a write that takes too long is undone.
#[test]
fn a_write_that_takes_too_long_is_undone() {
    leave_after(Scene::Opening, "too_long", |road| {
        let service = &road.app.service;
        let execution = whakakaha::worker::execution(&service.clock);
        let slow = service.db.write(execution, |_| {
            std::thread::sleep(LONGEST_WRITE + Duration::from_millis(50));
            Ok(())
        });
        let outcome = actix_web::rt::System::new().block_on(slow);
        assert!(matches!(outcome, Err(Failure::Unavailable(_))), "{outcome:?}");
    });
}
