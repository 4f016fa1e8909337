//! Access in an emergency: for reading, within a scope, for three hours at most; told to the family when it is over, and
//! reviewed by somebody else (peers 27, model 8).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;
use whakakaha_domain::actor::Scope;

use super::{Road, from, leave_after, safety::ALERTS};

pub(super) const GRANTS: &str = "/v1/cases/{case}/break-glass-grants";
pub(super) const GRANT: &str = "/v1/break-glass-grants/{grant}";
const RESTRICTIONS: &str = "/v1/cases/{case}/restrictions";

/// Of duty: everything that a worker's token may carry, and to break the glass.
const DUTY: &[Scope] = &[
    Scope::CaseCoordinate,
    Scope::CaseLead,
    Scope::CaseParticipate,
    Scope::CaseKeyContact,
    Scope::CaseBreakGlass,
];
const SUPERVISOR: &[Scope] = &[Scope::AgencySupervise];
const OFFICER: &[Scope] = &[Scope::PrivacyOfficer];

/// Somebody of an agency that does not take part.
pub(super) fn hire(road: &mut Road<'_>, agency: &str, key: &str, scopes: &'static [Scope]) {
    let person = json!({ "name": format!("Rangi {key}"), "profession": key });
    let id = road.post("administrator", &format!("/v1/agencies/{{{agency}}}/workers"), person).id();
    road.enter(key, &format!("worker:{id}"));
    road.cast.personas.get_mut(key).unwrap().scopes = scopes;
    road.keep(&format!("worker/{key}"), id);
}

/// Somebody under another key, with a token that allows something else.
fn also(road: &mut Road<'_>, who: &str, key: &str, scopes: &'static [Scope]) {
    let subject = road.who(who).subject.clone();
    road.enter(key, &subject);
    road.cast.personas.get_mut(key).unwrap().scopes = scopes;
}

/// A worker on duty, who supervises them, and a privacy officer of another agency.
pub(super) fn on_duty(road: &mut Road<'_>) {
    hire(road, "agency/stranger", "duty", DUTY);
    hire(road, "agency/stranger", "supervisor", SUPERVISOR);
    hire(road, "agency/public-health", "officer", OFFICER);
    road.time("2026-02-21T20:00:00");
}

pub(super) fn wish(part: &str, minutes: u16) -> Value {
    json!({ "ground": "child_at_risk", "reason": "Nurse Anahera rang.", "part": part, "minutes": minutes })
}

pub(super) fn breaks(road: &mut Road<'_>, part: &str, minutes: u16) {
    let grant = road.post("duty", GRANTS, wish(part, minutes)).id();
    road.keep("grant", grant);
}

/// The supervisor has looked at the grant, which is over.
pub(super) fn is_reviewed(road: &Road<'_>) {
    road.post("supervisor", &format!("{GRANT}/review"), found("justified"));
}

pub(super) fn found(outcome: &str) -> Value {
    json!({ "outcome": outcome, "findings": "as it was", "tell_reason": false })
}

pub(super) const PEOPLE: [&str; 5] = [
    "/v1/cases/{case}/safety-alerts",
    "/v1/cases/{case}",
    "/v1/cases/{case}/assignments",
    "/v1/people/{person/mother}",
    "/v1/families/{family}",
];
const PLAN: [&str; 5] = [
    "/v1/plan-versions/{plan}",
    "/v1/cases/{case}/plan-versions",
    "/v1/cases/{case}/actions",
    "/v1/actions/{action/1}",
    "/v1/cases/{case}/reviews",
];
const CASE: [&str; 6] = [
    "/v1/cases/{case}/profile-entries",
    "/v1/profile-entries/{entry/confidential}",
    "/v1/cases/{case}/needs",
    "/v1/cases/{case}/meetings",
    "/v1/meetings/{meeting}",
    "/v1/cases/{case}/contacts",
];
const NEVER: [&str; 9] = [
    "/v1/cases/{case}/consents",
    "/v1/consents/{consent/mother}",
    "/v1/cases/{case}/consent-state",
    "/v1/cases/{case}/restrictions",
    "/v1/cases/{case}/statements",
    "/v1/cases/{case}/corrections",
    "/v1/cases/{case}/disclosures",
    "/v1/families/{family}/ledger",
    "/v1/cases/{case}/break-glass-grants",
];

/// What is open to somebody of these.
fn open(road: &Road<'_>, who: &str, paths: &[&str]) -> usize {
    let status = |path: &&&str| match road.status(who, path) {
        200 => true,
        403 | 404 => false,
        other => panic!("{path}: {other}"),
    };
    paths.iter().filter(status).count()
}

#[track_caller]
fn opened(road: &Road<'_>, expected: [usize; 4]) {
    let found = [&PEOPLE[..], &PLAN[..], &CASE[..], &NEVER[..]].map(|paths| open(road, "duty", paths));
    assert_eq!(found, expected);
    assert_eq!(road.items("duty", "/v1/cases"), 0, "it is on nobody's desk");
    assert_eq!(road.items("duty", "/v1/families"), 0);
}

/// Each part opens what it says, and what those before it open; what is the family's alone stays closed.
#[test]
fn the_glass_opens_what_was_asked_for_and_no_more() {
    leave_after(Scene::Agreeing, "glass", |road| {
        on_duty(road);
        opened(road, [0; 4]);
        for (part, expected) in [("people", [5, 0, 0, 0]), ("plan", [5, 5, 0, 0]), ("case", [5, 5, 6, 0])] {
            breaks(road, part, 60);
            opened(road, expected);
            let case = road.get("duty", "/v1/cases/{case}");
            assert_eq!(case.body["plan"].is_null(), part == "people", "{}", case.text);
            let mother = road.get("duty", "/v1/people/{person/mother}");
            assert!(mother.body["contact_points"].is_array(), "{}", mother.text);
            road.post("duty", &format!("{GRANT}/revocation"), json!({}));
            opened(road, [0; 4]);
            is_reviewed(road);
        }
        breaks(road, "case", 60);
        assert_eq!(road.status("duty", "/v1/people/{person/aunty}"), 200);
        let whole = road.get("duty", "/v1/plan-versions/{plan}");
        assert!(whole.text.contains("Meet the GP"), "what is kept from an agency: {}", whole.text);
    });
}

/// It opens reading only: whatever is sent is refused, and what a role would be needed for stays undone.
#[test]
fn the_glass_opens_nothing_for_writing() {
    leave_after(Scene::Agreeing, "glass_reads", |road| {
        on_duty(road);
        breaks(road, "case", 180);
        for (path, body) in [
            ("/v1/cases/{case}/needs", json!({ "domain": "health", "text": "x", "priority": "later" })),
            ("/v1/cases/{case}/profile-entries", json!({ "kind": "issue", "text": "x" })),
            ("/v1/cases/{case}/hold", json!({ "reason": "family_request", "review_on": "2026-03-02" })),
            ("/v1/cases/{case}/withdrawal", json!({ "channel": "x" })),
            ("/v1/actions/{action/5}/progress", json!({ "status": "done" })),
            ("/v1/plan-versions/{plan}/abandonment", json!({ "reason": "x" })),
            ("/v1/cases/{case}/closing", json!({ "reason": "goals_met" })),
            ("/v1/cases/{case}/takeover", json!({})),
        ] {
            let answer = road.attempt("duty", "POST", path, Some(body));
            assert!([403, 404].contains(&answer.status), "{path}: {}", answer.text);
        }
    });
}

/// The clock closes it, whether anything was swept or not.
#[test]
fn the_glass_closes_by_the_clock() {
    leave_after(Scene::Agreeing, "glass_closes", |road| {
        on_duty(road);
        breaks(road, "people", 180);
        road.time("2026-02-21T22:59:00");
        assert_eq!(open(road, "duty", &PEOPLE), 5);
        assert_eq!(road.get("duty", GRANT).text_at("/status"), "open");
        road.time("2026-02-21T23:01:00");
        opened(road, [0; 4]);
        assert_eq!(road.get("duty", GRANT).text_at("/status"), "expired");
        road.impossible(
            "duty",
            &format!("{GRANT}/revocation"),
            json!({}),
            ("break_glass.not_in_state", &["break_glass.review"]),
        );
        is_reviewed(road);
        breaks(road, "people", 1);
        assert_eq!(open(road, "duty", &PEOPLE), 5, "it can be opened again, with a reason of its own");
    });
}

/// Nobody opens a case again and again: somebody else has looked at it before. The attempt is on record, as denied.
#[test]
fn the_glass_is_not_broken_again_before_the_review() {
    leave_after(Scene::Agreeing, "who_breaks_the_glass_again", |road| {
        on_duty(road);
        hire(road, "agency/stranger", "next-on-duty", DUTY);
        breaks(road, "people", 180);
        let again = |time: &str| {
            road.time(time);
            road.refused("duty", GRANTS, wish("people", 60), (409, "break_glass.unreviewed"));
            assert_eq!(open(road, "duty", &PEOPLE), 0);
        };
        again("2026-02-21T23:01:00");
        let denied = road.get(
            "officer",
            &format!(
                "/v1/oversight/accesses?denied=true&outcome=forbidden&worker_id={}",
                road.id("worker/duty")
            ),
        );
        let attempt = &denied.body["items"][0];
        let told = (&attempt["operation"], &attempt["outcome"], &attempt["target_id"]);
        assert_eq!(
            told,
            (&json!("break_glass.open"), &json!("forbidden"), &json!(road.id("case"))),
            "{attempt}"
        );
        again("2026-03-02T10:00:00");
        road.post("next-on-duty", GRANTS, wish("people", 60));
        assert_eq!(open(road, "next-on-duty", &PEOPLE), 5, "whoever else is on duty helps");
        is_reviewed(road);
        road.post("duty", GRANTS, wish("people", 60));
        assert_eq!(open(road, "duty", &PEOPLE), 5);
    });
}

/// Safety comes before consent: also where the family takes part no more. Whom it keeps out by name stays out.
#[test]
fn the_glass_breaks_without_consent_and_not_against_a_name() {
    leave_after(Scene::Agreeing, "glass_consent", |road| {
        on_duty(road);
        let named = json!([{ "kind": "worker", "worker_id": road.id("worker/duty") }]);
        let wish = json!({ "kind": "need", "item_id": road.id("need/health"), "hidden_from": named });
        road.post("mother", RESTRICTIONS, wish);
        let all = road.items("coordinator", "/v1/cases/{case}/needs");
        let only = json!({
            "kind": "need", "item_id": road.id("need/education"),
            "known_only_to": from(road.id("agency/family-support")),
        });
        road.post("mother", RESTRICTIONS, only);
        road.both_take_back(&json!({ "channel": "by telephone" }));
        road.hidden_from(&["school", "income"]);
        breaks(road, "case", 60);
        assert_eq!(open(road, "duty", &PEOPLE), 5);
        assert_eq!(road.items("duty", "/v1/cases/{case}/needs"), all - 1);
        assert_eq!(road.status("duty", "/v1/needs/{need/health}"), 404);
        assert_eq!(road.status("duty", "/v1/needs/{need/education}"), 200, "what only some may know");
    });
}

/// Somebody may be kept from a worker by name at any time, and the next request knows.
#[test]
fn a_name_closes_what_the_glass_has_opened() {
    leave_after(Scene::Agreeing, "glass_name", |road| {
        on_duty(road);
        breaks(road, "case", 60);
        let child = "/v1/people/{person/tamaiti}";
        assert_eq!(road.status("duty", child), 200);
        let mut alert = road.keeps_father_away(None);
        alert["protected_person_id"] = json!(road.id("person/tamaiti"));
        alert["may_see"] = json!([]);
        road.raise(alert);
        let alert = "/v1/safety-alerts/{alert}";
        assert_eq!((road.status("duty", alert), road.items("duty", ALERTS)), (200, 1));
        let named = json!([{ "kind": "worker", "worker_id": road.id("worker/duty") }]);
        let wish = json!({ "kind": "person", "person_id": road.id("person/tamaiti"), "hidden_from": named });
        road.post("mother", RESTRICTIONS, wish);
        assert_eq!(road.status("duty", child), 404);
        assert_eq!((road.status("duty", alert), road.items("duty", ALERTS)), (404, 0));
        assert_eq!(road.items("coordinator", ALERTS), 1);
        assert_eq!(road.status("duty", "/v1/people/{person/mother}"), 200);
        let action = "/v1/actions/{action/3}";
        assert_eq!(road.status("duty", action), 200);
        let named = json!([{ "kind": "worker", "worker_id": road.id("worker/duty") }]);
        let wish = json!({ "kind": "action", "item_id": road.id("action/3"), "hidden_from": named });
        road.post("mother", RESTRICTIONS, wish);
        assert_eq!(road.status("duty", action), 404);
    });
}

/// What was said with an answer stays between who said it and whom it was said to; what was agreed is read.
#[test]
fn the_glass_shows_what_was_agreed_and_not_what_was_said_of_it() {
    leave_after(Scene::Agreeing, "glass_answers", |road| {
        on_duty(road);
        breaks(road, "plan", 60);
        let said = |who: &str| {
            let plan = road.get(who, "/v1/plan-versions/{plan}").body;
            let parties = plan["parties"].as_array().unwrap().clone();
            assert!(parties.iter().any(|it| it["verdict"] == "agree"), "{who}: {plan}");
            let of_it = ["comment", "family_decision", "content_hash"];
            parties.iter().filter(|it| of_it.iter().any(|member| !it[*member].is_null())).count()
        };
        assert_eq!((said("coordinator") > 0, said("duty")), (true, 0));
    });
}

/// Whoever gets a role while the case is open to them sees by the role alone, also with a token that leaves it out:
/// what the family keeps from their agency stays closed.
#[test]
fn a_role_takes_the_place_of_the_glass() {
    leave_after(Scene::Agreeing, "glass_role", |road| {
        on_duty(road);
        also(road, "duty", "duty-alone", &[Scope::CaseBreakGlass]);
        breaks(road, "people", 60);
        let open = |road: &Road<'_>| ["duty", "duty-alone"].map(|who| open(road, who, &PEOPLE));
        assert_eq!(open(road), [5, 5]);
        let (worker, region) = (road.id("worker/duty"), road.id("region"));
        let body = json!({ "worker_id": worker, "region_id": region, "contact": { "name": "Rangi duty" } });
        road.post("administrator", "/v1/coordinators", body);
        road.post("duty", "/v1/cases/{case}/takeover", json!({}));
        assert_eq!(open(road), [5, 0]);
    });
}

/// Each refusal of somebody who wants a case opened.
#[test]
fn each_guard_of_the_glass() {
    leave_after(Scene::Agreeing, "glass_guards", |road| {
        on_duty(road);
        also(road, "school", "school-on-duty", DUTY);
        also(road, "school", "school-without-role", &[Scope::CaseBreakGlass]);
        also(road, "coordinator", "coordinator-on-duty", DUTY);
        for who in ["school-on-duty", "school-without-role", "coordinator-on-duty"] {
            road.refused(who, GRANTS, wish("people", 60), (409, "break_glass.has_role"));
        }
        for who in
            ["stranger", "school", "coordinator", "mother", "school-system", "administrator", "officer"]
        {
            let answer = road.attempt(who, "POST", GRANTS, Some(wish("people", 60)));
            assert_eq!(answer.status, 403, "{who}: {}", answer.text);
        }
        for (member, value) in [
            ("minutes", json!(0)),
            ("minutes", json!(181)),
            ("reason", json!("")),
            ("reason", json!("x".repeat(2001))),
            ("part", json!("everything")),
            ("ground", json!("curiosity")),
        ] {
            let mut body = wish("people", 60);
            body[member] = value;
            let answer = road.attempt("duty", "POST", GRANTS, Some(body));
            assert_eq!(answer.status, 422, "{member}: {}", answer.text);
        }
        breaks(road, "people", 60);
        road.refused("duty", GRANTS, wish("case", 60), (409, "break_glass.open_already"));
        also(road, "duty", "duty-without-scope", &[Scope::CaseParticipate]);
        assert_eq!(open(road, "duty-without-scope", &PEOPLE), 0, "the token has to allow it");
        assert_eq!(open(road, "duty", &PEOPLE), 5);
        assert_eq!(open(road, "supervisor", &PEOPLE), 0, "it is open to nobody else");
    });
}

/// Each refusal of a review, and who may not even know that there is something to review.
#[test]
fn each_guard_of_the_review() {
    leave_after(Scene::Agreeing, "glass_review_guards", |road| {
        on_duty(road);
        also(road, "duty", "duty-as-supervisor", SUPERVISOR);
        hire(road, "agency/stranger", "colleague", DUTY);
        hire(road, "agency/school", "school-supervisor", SUPERVISOR);
        breaks(road, "people", 60);
        let review = format!("{GRANT}/review");
        let early = ("break_glass.not_in_state", &["break_glass.revoke"][..]);
        road.impossible("officer", &review, found("justified"), early);
        road.post("coordinator", &format!("{GRANT}/revocation"), json!({}));
        road.refused("duty-as-supervisor", &review, found("justified"), (409, "break_glass.review_own"));
        let no =
            road.refused("officer", &review, found("not_justified"), (422, "break_glass.follow_up_missing"));
        assert_eq!(no.text_at("/errors/0/pointer"), "#/follow_up", "{}", no.text);
        let overseen = "/v1/oversight/break-glass-grants";
        assert_eq!((road.items("school-supervisor", overseen), road.items("supervisor", overseen)), (0, 1));
        for who in ["stranger", "school", "school-supervisor", "colleague", "mother", "administrator"] {
            for answer in [
                road.attempt(who, "GET", GRANT, None),
                road.attempt(who, "POST", &format!("{GRANT}/revocation"), Some(json!({}))),
                road.attempt(who, "POST", &review, Some(found("justified"))),
            ] {
                assert!([403, 404].contains(&answer.status), "{who}: {}", answer.text);
            }
        }
        for who in ["duty", "coordinator"] {
            assert_eq!(road.attempt(who, "POST", &review, Some(found("justified"))).status, 403, "{who}");
        }
        let mut found = found("not_justified");
        found["follow_up"] = json!("the roster is changed");
        road.post("supervisor", &review, found.clone());
        road.impossible("officer", &review, found, ("break_glass.not_in_state", &[]));
    });
}
