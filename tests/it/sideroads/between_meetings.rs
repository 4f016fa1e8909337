//! Between the meetings: contact with the family, what the coordinator is told, what is looked at, and what is written
//! down for a family without a login (F0-03, F0-28, F0-31, F1-22).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, leave_after};

const CONTACTS: &str = "/v1/cases/{case}/contacts";
const NEXT: (&str, &str) = ("next_contact_on", "contact_overdue");

fn call(on: &str, reached: bool) -> Value {
    let works = if reached { "partly" } else { "not_asked" };
    let mut call = json!({ "held_on": on, "channel": "telephone", "reached": reached, "summary": "school mornings", "plan_works": works });
    if reached {
        call["family_words"] = json!("the mornings are hard");
    }
    call
}

/// What a case says of a day by which something is due, and whether it has passed.
fn due(road: &Road<'_>, who: &str, (day, passed): (&str, &str)) -> (String, Value) {
    let case = road.get(who, "/v1/cases/{case}");
    (case.text_at(&format!("/{day}")), case.body[passed].clone())
}

/// F1-22: the key contact keeps in touch, the family sees it and says whether the plan works; nobody else knows.
#[test]
fn the_key_contact_keeps_in_touch() {
    leave_after(Scene::Agreeing, "contacts", |road| {
        assert_eq!(due(road, "mother", NEXT), ("2026-03-05".into(), json!(false)));
        road.stage.on_day(15);
        assert_eq!(due(road, "coordinator", NEXT), ("2026-03-05".into(), json!(true)));
        road.post("family-support", CONTACTS, call("2026-03-06", false));
        assert_eq!(due(road, "coordinator", NEXT), ("2026-03-05".into(), json!(true)), "nobody was reached");
        let kept = road.post("family-support", CONTACTS, call("2026-03-06", true));
        road.keep("contact", kept.id());
        assert_eq!(due(road, "mother", NEXT), ("2026-03-20".into(), json!(false)));
        road.post("coordinator", CONTACTS, call("2026-03-01", true));
        assert_eq!(due(road, "mother", NEXT), ("2026-03-20".into(), json!(false)));
        road.stage
            .put_part(
                road.who("mother"),
                &road.path("/v1/cases/{case}"),
                &road.path("/v1/cases/{case}/preferences"),
                json!({ "tikanga": ["karakia"], "support_people": [], "contact_every_days": 7 }),
            )
            .unwrap();
        assert_eq!(due(road, "father", NEXT), ("2026-03-13".into(), json!(false)));
        assert_eq!(road.get("father", CONTACTS).body["items"].as_array().unwrap().len(), 3);
        assert_eq!(road.get("mother", "/v1/contacts/{contact}").text_at("/plan_works"), "partly");
        what_is_no_contact(road);
        for who in ["school", "school-system", "public-health"] {
            // No scope of a system reads these; that says nothing of the case.
            let expected = if who == "school-system" { 403 } else { 404 };
            assert_eq!(road.status(who, CONTACTS), expected, "{who}");
            assert_eq!(road.status(who, "/v1/contacts/{contact}"), expected, "{who}");
            let case = road.get(who, "/v1/cases/{case}");
            assert_eq!(
                (&case.body["next_contact_on"], &case.body["contact_overdue"]),
                (&Value::Null, &Value::Null)
            );
        }
    });
}

fn what_is_no_contact(road: &Road<'_>) {
    let lead = "family-support";
    road.refused(lead, CONTACTS, call("2026-03-07", true), (422, "date.in_future"));
    road.refused(lead, CONTACTS, call("1970-01-01", true), (422, "contact.before_case"));
    let mut silent = call("2026-03-06", false);
    silent["plan_works"] = json!("yes");
    road.refused(lead, CONTACTS, silent, (422, "contact.answer_without_contact"));
    for who in ["mother", "school"] {
        let answer = road.attempt(who, "POST", CONTACTS, Some(call("2026-03-06", true)));
        assert_eq!(answer.status, 403, "{who}");
    }
}

/// F0-31: the coordinator is told how it goes, and it shows when what they know is old.
#[test]
fn the_lead_keeps_the_coordinator_up_to_date() {
    const DUE: (&str, &str) = ("progress_report_due_on", "coordinator_stale");
    const REPORTS: &str = "/v1/cases/{case}/progress-reports";
    leave_after(Scene::Agreeing, "progress_reports", |road| {
        assert_eq!(due(road, "coordinator", DUE), ("2026-04-02".into(), json!(false)));
        road.stage.on_day(43);
        assert_eq!(due(road, "coordinator", DUE), ("2026-04-02".into(), json!(true)));
        let body = json!({ "summary": "school goes well", "changes": "the mentor began" });
        for who in ["coordinator", "mother", "school"] {
            assert_eq!(road.attempt(who, "POST", REPORTS, Some(body.clone())).status, 403, "{who}");
        }
        let report = road.post("family-support", REPORTS, body);
        road.keep("report", report.id());
        assert_eq!(due(road, "family-support", DUE), ("2026-05-15".into(), json!(false)));
        for who in ["coordinator", "mother"] {
            assert_eq!(road.get(who, REPORTS).text_at("/items/0/changes"), "the mentor began");
            assert_eq!(road.get(who, "/v1/progress-reports/{report}").id(), report.id());
        }
        assert_eq!(road.status("school", REPORTS), 404);
        assert_eq!(road.status("school", "/v1/progress-reports/{report}"), 404);
        assert_eq!(road.get("school", "/v1/cases/{case}").body["progress_report_due_on"], Value::Null);
    });
}

/// F0-28: two working days after a due date somebody looks, and again two after each look.
#[test]
fn what_was_promised_is_looked_at_when_its_day_has_passed() {
    const TO_LOOK_AT: &str = "/v1/cases/{case}/actions?check_due=true";
    leave_after(Scene::Agreeing, "check_days", |road| {
        let four = road.get("school", "/v1/actions/{action/4}");
        assert_eq!(
            (four.text_at("/due_on"), four.text_at("/check_due_on")),
            ("2026-02-22".into(), "2026-02-24".into()),
            "a Sunday, then two working days"
        );
        let listed = |road: &Road<'_>, on: u64| {
            road.stage.on_day(on);
            let answer = road.get("family-support", TO_LOOK_AT);
            answer.body["items"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect::<Vec<_>>()
        };
        assert!(listed(road, 4).is_empty());
        assert_eq!(listed(road, 5), [json!(road.id("action/4"))]);
        let looked =
            road.post("family-support", "/v1/actions/{action/4}/checks", json!({ "finding": "slipping" }));
        assert_eq!(looked.text_at("/check_due_on"), "2026-02-26");
        assert!(listed(road, 5).is_empty());
        // Of Tuesday the mother's call, of Sunday the school's telephone.
        assert_eq!(listed(road, 7), [json!(road.id("action/4")), json!(road.id("action/12"))]);
        let first = road.get("family-support", &format!("{TO_LOOK_AT}&limit=1"));
        let next = format!("{TO_LOOK_AT}&limit=1&cursor={}", first.text_at("/next_cursor"));
        let second = road.attempt("family-support", "GET", &next, None);
        assert_eq!(second.text_at("/items/0/id"), road.id("action/12"), "{}", second.text);
        road.post("school", "/v1/actions/{action/4}/progress", json!({ "status": "done" }));
        assert_eq!(listed(road, 7), [json!(road.id("action/12"))]);
        assert_eq!(road.get("school", "/v1/actions/{action/4}").body["check_due_on"], Value::Null);
    });
}

/// F0-03, F0-23: a family without a login keeps its promises too, and it shows who wrote that down.
#[test]
fn a_worker_writes_down_what_the_family_has_done() {
    const CALL: &str = "/v1/actions/{action/12}/family-progress";
    leave_after(Scene::Agreeing, "for_the_family", |road| {
        let said = |by: &str, on: &str| {
            let who = json!({ "decided_by": by, "decided_on": on, "how": "by telephone" });
            json!({ "status": "done", "note": "I rang them", "family_decision": who })
        };
        let (mother, father) = (road.id("person/mother").to_owned(), road.id("person/father").to_owned());
        let today = "2026-02-19";
        let lead = "family-support";
        road.refused(lead, CALL, said(&mother, "2026-02-20"), (422, "family_decision.in_future"));
        let stranger = road.id("worker/school").to_owned();
        road.refused(lead, CALL, said(&stranger, today), (422, "family_decision.not_a_member"));
        road.refused(lead, CALL, said(&father, today), (422, "action.not_said_by_owner"));
        let of_school = "/v1/actions/{action/5}/family-progress";
        road.refused(lead, of_school, said(&mother, today), (409, "action.not_the_familys"));
        for who in ["school", "school-system", "mother"] {
            assert_eq!(road.attempt(who, "POST", CALL, Some(said(&mother, today))).status, 403, "{who}");
        }
        assert_eq!(road.post(lead, CALL, said(&mother, today)).text_at("/status"), "done");
        let seen = road.get("mother", "/v1/actions/{action/12}/progress").body["items"][0].clone();
        assert_eq!(seen["family_decision"]["decided_by"], mother);
        assert_eq!(seen["family_decision"]["recorded_by"], road.id("worker/family-support"));
        assert_eq!(seen["worker_id"], road.id("worker/family-support"));
        assert_eq!(seen["person_id"], Value::Null, "she did not enter it herself");
        road.post("coordinator", "/v1/actions/{action/14}/family-progress", said(&father, today));
    });
}

/// F1-17: a contact that is closed to the reader does not say when the family is contacted next, also once it was lifted.
#[test]
fn a_contact_that_was_kept_back_is_not_counted() {
    leave_after(Scene::Agreeing, "when_they_are_contacted", |road| {
        road.stage.on_day(15);
        let before = due(road, "father", NEXT);
        let from_father = json!([{ "kind": "family_member", "person_id": road.id("person/father") }]);
        let hidden =
            json!({ "kind": "person", "person_id": road.id("person/mother"), "hidden_from": from_father });
        let kept = road.post("mother", "/v1/cases/{case}/restrictions", hidden).id();
        road.keep("restriction", kept);
        let mut with_her = call("2026-03-06", true);
        with_her["person_id"] = json!(road.id("person/mother"));
        road.post("family-support", CONTACTS, with_her);
        assert_eq!(due(road, "mother", NEXT), ("2026-03-20".into(), json!(false)));
        assert_eq!(due(road, "father", NEXT), before);
        road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        assert_eq!(road.items("father", CONTACTS), 0, "what was closed stays closed");
        assert_eq!(due(road, "father", NEXT), before);
    });
}

/// F0-35: a message that somebody else can read on a locked screen is not safe for everybody.
#[test]
fn a_message_shows_nothing_where_that_is_not_safe_f0_35() {
    leave_after(Scene::Agreeing, "what_a_message_shows", |road| {
        let mother = json!({
            "region_id": road.id("region"), "name": "Ana Rāwiri",
            "safe_contact": { "channels": ["message", "email", "letter"], "voicemail": false, "preview": false },
        });
        road.put("coordinator", "/v1/people/{person/mother}", mother);
        let write = |channel: &str, previewed: Option<bool>| {
            let mut call = json!({
                "held_on": "2026-02-19", "channel": channel, "reached": false, "summary": "wrote",
                "plan_works": "not_asked", "person_id": road.id("person/mother"),
            });
            if let Some(previewed) = previewed {
                call["previewed"] = json!(previewed);
            }
            call
        };
        let lead = "family-support";
        for channel in ["message", "email"] {
            let missing =
                road.refused(lead, CONTACTS, write(channel, None), (422, "contact.preview_missing"));
            assert_eq!(missing.text_at("/errors/0/pointer"), "#/previewed");
            road.refused(lead, CONTACTS, write(channel, Some(true)), (409, "contact.preview_unsafe"));
            let kept = road.post(lead, CONTACTS, write(channel, Some(false)));
            assert_eq!(kept.body["previewed"], false);
        }
        road.post(lead, CONTACTS, write("letter", None));
    });
}
