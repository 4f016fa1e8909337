//! Plans that are answered late, wrongly or not at all (F0-02, F0-27, F0-30, scenario 9).

use serde_json::{Value, json};
use whakakaha::demo::{
    journey::{Scene, editable},
    stage::{Call, new_key},
};
use whakakaha_domain::actor::Scope;

use super::{Road, leave_after};
use crate::conformance::assert_answer;

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
    road.rewrite(key, |content| {
        let mut actions = content["actions"].as_array_mut().unwrap().iter_mut();
        actions.find(|it| it["id"] == road.id("action/7")).unwrap()["due_on"] = json!(due);
    });
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

/// R10: whoever has read an earlier version is told the tag that they would read now, and whoever may not
/// read is told none.
#[test]
fn a_stale_answer_is_told_the_tag_only_of_what_the_caller_may_read() {
    leave_after(Scene::Circulating, "stale_tags", |road| {
        road.enter_again("school-system", "writer", &[Scope::IntegrationWrite]);
        let body = answer(&hash(road, "school-system", "plan"));
        let stale = |who: &str| {
            let headers =
                vec![("idempotency-key", new_key()), ("if-match", "\"v1.AAAAAAAAAAAA\"".to_owned())];
            let call = Call {
                persona: road.who(who),
                method: "POST",
                path: &road.path(FIRST),
                headers,
                body: Some(body.clone()),
            };
            let answer = road.stage.send(&call, Some(&road.stage.token(call.persona, 60))).unwrap();
            assert_eq!(answer.status, 412, "{who}: {}", answer.text);
            answer.body.get("current_etag").cloned()
        };
        let tag = |who: &str| json!(road.get(who, "/v1/plan-versions/{plan}").header("etag"));
        assert_eq!(stale("school-system"), Some(tag("school-system")));
        assert_eq!(stale("mother"), Some(tag("mother")));
        assert_ne!(tag("mother"), tag("school-system"), "each sees something else");
        assert_eq!(stale("writer"), None);
    });
}

/// What somebody writes with their answer is for the family and the coordinator.
#[test]
fn what_others_write_with_their_answers_is_not_for_an_agency() {
    leave_after(Scene::Circulating, "written_with_answers", |road| {
        let yes = json!({
            "content_hash": hash(road, "income", "plan"), "verdict": "agree_with_comment", "comment": "ring before you come",
        });
        road.post("income", FIRST, yes);
        let read =
            |who: &str| road.get(who, "/v1/plan-versions/{plan}").text.contains("ring before you come");
        assert_eq!(["mother", "coordinator", "income", "school"].map(read), [true, true, true, false]);
    });
}

/// Versions that were given up unsent are not there: neither in the list nor as a page that is shorter.
#[test]
fn what_was_not_sent_shortens_no_page() {
    leave_after(Scene::Agreeing, "unsent_versions", |road| {
        let because = json!({ "reason": "another way" });
        for key in ["second", "third"] {
            amend(road, key, "2026-03-12");
            road.post("family-support", &format!("/v1/plan-versions/{{{key}}}/abandonment"), because.clone());
        }
        amend(road, "fourth", "2026-03-13");
        road.post("coordinator", "/v1/plan-versions/{fourth}/circulation", json!({}));
        let first = road.get("school", "/v1/cases/{case}/plan-versions?limit=1");
        assert_eq!(first.text_at("/items/0/id"), road.id("plan"));
        assert!(first.body["next_cursor"].is_string(), "the next one that was sent: {}", first.text);
        assert_eq!(road.items("school", "/v1/cases/{case}/plan-versions"), 2);
    });
}

/// A party to a version: an agency, or the family.
fn party<'a>(version: &'a Value, agency: Option<&str>) -> &'a Value {
    let parties = version["parties"].as_array().unwrap();
    parties.iter().find(|it| it["agency_id"].as_str() == agency).unwrap_or_else(|| panic!("not in {version}"))
}

/// Scenario 9: an answer that comes too late is refused, and kept once as evidence; the problem leads to the
/// version to look at instead.
#[track_caller]
fn late(road: &Road<'_>, who: &str, path: &str, body: &Value, (code, instead): (&str, &str)) {
    let before = road.critic.count("audit_log");
    let path = &road.path(path);
    let persona = road.who(who);
    let send = || {
        let headers = vec![("idempotency-key", new_key())];
        let call = Call { persona, method: "POST", path, headers, body: Some(body.clone()) };
        let answer = road.stage.send(&call, Some(&road.stage.token(persona, 60))).unwrap();
        assert_eq!((answer.status, answer.text_at("/code").as_str()), (409, code), "{}", answer.text);
        assert_eq!(answer.text_at("/plan_version_id"), road.id(instead));
        assert_answer(&road.critic.operation(&call), &answer);
        (road.critic.count("audit_log"), road.critic.count("outbox"))
    };
    assert_eq!(send(), (before + 1, before + 1), "one audit entry, one event");
    assert_eq!(send(), (before + 1, before + 1), "kept once");
}

/// What was read before counts for nothing any more.
fn answers_to_a_newer_version(road: &mut Road<'_>, school: &str, mother: &str) {
    road.enter_again("school-system", "writer", &[Scope::IntegrationWrite]);
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
    road.impossible("mother", FIRST, answer(&"0".repeat(64)), ("plan.hash_mismatch", &[]));
    late(road, "mother", FIRST, &answer(mother), ("plan.version_superseded", "second"));
    let again = |who: &str| {
        let refused = road.refused(who, FIRST, answer(school), (409, "plan.version_superseded"));
        refused.text_at("/plan_version_id")
    };
    assert_eq!(again("school-system"), road.id("second"));
    assert_eq!(again("writer"), "", "whoever may not read a version is led to none");
    let first = road.get("family-support", "/v1/plan-versions/{plan}");
    let family = party(&first.body, None);
    assert_eq!((&family["state"], &family["late_answers"][0]["verdict"]), (&json!("stale"), &json!("agree")));
    assert_eq!(party(&first.body, Some(road.id("agency/school")))["state"], "agreed");
    let own = road.get("mother", "/v1/plan-versions/{plan}");
    assert_eq!(party(&own.body, None)["content_hash"], mother, "whoever was sent it sees what they answered");
    road.refused(
        "mother",
        "/v1/plan-versions/{second}/responses",
        answer(mother),
        (409, "plan.hash_mismatch"),
    );
    let asked = road.get("school", "/v1/plan-versions/{second}");
    assert_eq!(party(&asked.body, None)["state"], "delivered", "{}", asked.text);
    assert!(party(&asked.body, None)["content_hash"].is_null(), "what others were sent cannot be compared");
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
        a_decline_is_the_end_of_a_version(road);
        let mentor = road.get("school", "/v1/actions/{action/7}");
        assert_eq!(mentor.text_at("/due_on"), mentor.text_at("/original_due_on"));
    });
}

/// F0-02: whoever declined cannot bring the version into force, nor can anybody else.
fn a_decline_is_the_end_of_a_version(road: &mut Road<'_>) {
    const SECOND: &str = "/v1/plan-versions/{second}/responses";
    let (school, mother) = (hash(road, "school", "second"), hash(road, "mother", "second"));
    let declined = road.post(
        "school",
        SECOND,
        json!({ "content_hash": school, "verdict": "decline", "comment": "no mentor" }),
    );
    assert_eq!(declined.text_at("/status"), "declined");
    late(road, "school", SECOND, &answer(&school), ("plan.version_declined", "plan"));
    late(road, "mother", SECOND, &answer(&mother), ("plan.version_declined", "plan"));
    assert_eq!(current(road), "current");
    let third = road.post(
        "family-support",
        "/v1/cases/{case}/plan-versions",
        json!({ "change_reason": "the school said no" }),
    );
    assert_eq!(third.body["actions"], road.get("mother", "/v1/plan-versions/{second}").body["actions"]);
    assert_eq!(party(&third.body, None)["state"], "not_sent");
    let because = json!({ "reason": "the mentor is well again" });
    road.impossible(
        "family-support",
        "/v1/plan-versions/{second}/circulation",
        json!({}),
        ("plan.not_in_state", &["plan.abandon"]),
    );
    road.post("family-support", "/v1/plan-versions/{second}/abandonment", because.clone());
    late(
        road,
        "income",
        SECOND,
        &answer(&hash(road, "income", "second")),
        ("plan.version_abandoned", "plan"),
    );
    road.keep("third", third.id());
    road.post("family-support", "/v1/plan-versions/{third}/abandonment", because);
    assert_eq!(road.status("school", "/v1/plan-versions/{third}"), 404, "it was never sent");
    assert_eq!(current(road), "current");
}

/// A version cannot promise what was given up, nor can what is being agreed to be given up.
#[test]
fn a_released_action_is_promised_by_no_version() {
    leave_after(Scene::Agreeing, "released", |road| {
        let release = json!({ "resolution": "released", "reason": "no longer needed" });
        amend(road, "second", "2026-03-20");
        road.post("family-support", "/v1/actions/{action/5}/resolution", release.clone());
        let refused = road.refused(
            "family-support",
            "/v1/plan-versions/{second}/circulation",
            json!({}),
            (422, "plan.action_given_up"),
        );
        assert_eq!(refused.text_at("/errors/0/pointer"), "#/actions/5/id");
        road.rewrite("second", |content| {
            content["actions"].as_array_mut().unwrap().remove(5);
        });
        road.post("family-support", "/v1/plan-versions/{second}/circulation", json!({}));
        road.refused(
            "family-support",
            "/v1/actions/{action/7}/resolution",
            release.clone(),
            (409, "action.in_circulated_plan"),
        );
        road.post("family-support", "/v1/plan-versions/{second}/abandonment", json!({ "reason": "x" }));
        road.post("family-support", "/v1/actions/{action/7}/resolution", release);
    });
}

/// F0-50, F1-06, F1-20: nothing is sent to a family that is no plan yet.
#[test]
fn a_plan_that_says_nothing_is_not_circulated() {
    leave_after(Scene::Drafting, "hollow_plans", |road| {
        road.keep("second", road.id("plan").to_owned());
        let whole = road.get("family-support", "/v1/plan-versions/{plan}").body;
        let table: [(&str, Value, &str, &str); 5] = [
            ("no_contribution", json!([]), "plan.contribution_unclear", "#/no_contribution"),
            (
                "no_contribution",
                json!([whole["no_contribution"][0], { "reason": "tired" }]),
                "plan.contribution_unclear",
                "#/no_contribution",
            ),
            ("due_on", json!("2026-02-18"), "plan.due_date_passed", "#/actions/0/due_on"),
            ("actions", json!([]), "plan.action_missing", "#/actions"),
            ("goals", json!([]), "plan.goal_missing", "#/goals"),
        ];
        for (member, value, code, pointer) in table {
            road.rewrite("second", |content| {
                *content = editable(&whole);
                content["review_on"] = whole["review_on"].clone();
                match member {
                    "due_on" => content["actions"][0]["due_on"] = value,
                    // Without goals there is nothing that an action could serve.
                    "goals" => {
                        content["goals"] = value;
                        content["actions"] = json!([]);
                    }
                    _ => content[member] = value,
                }
            });
            let circulate = "/v1/plan-versions/{plan}/circulation";
            let answer = road.refused("family-support", circulate, json!({}), (422, code));
            assert_eq!(answer.text_at("/errors/0/pointer"), pointer);
        }
        assert_eq!(road.status("school", "/v1/plan-versions/{plan}"), 404);
    });
}

/// F0-06: a case that has lost consent can be closed, although a version waits for answers that nobody may give.
#[test]
fn what_waits_for_answers_can_be_given_up_without_consent() {
    leave_after(Scene::Agreeing, "without_answers", |road| {
        amend(road, "second", "2026-03-20");
        road.post("family-support", "/v1/plan-versions/{second}/circulation", json!({}));
        let hash = hash(road, "mother", "second");
        road.both_take_back(&json!({ "channel": "in person" }));
        let respond = "/v1/plan-versions/{second}/responses";
        let resting = road.attempt("mother", "POST", respond, Some(answer(&hash)));
        assert_eq!(resting.text_at("/code"), "case.not_in_state", "{}", resting.text);
        let release = json!({ "resolution": "released", "reason": "the family has stopped" });
        let end = "/v1/actions/{action/7}/resolution";
        road.refused("coordinator", end, release.clone(), (409, "action.in_circulated_plan"));
        let because = json!({ "reason": "the family has stopped" });
        road.post("coordinator", "/v1/plan-versions/{second}/abandonment", because);
        assert_eq!(road.post("coordinator", end, release).text_at("/status"), "released");
    });
}
