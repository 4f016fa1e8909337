//! Access in an emergency: for reading, within a scope, for three hours at most; told to the family when it is over, and
//! reviewed by somebody else (peers 27, model 8).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;
use whakakaha_domain::actor::Scope;

use super::{Road, from, leave_after, own_door::texts};

pub(super) const GRANTS: &str = "/v1/cases/{case}/break-glass-grants";
pub(super) const GRANT: &str = "/v1/break-glass-grants/{grant}";
pub(super) const OVERSEEN: &str = "/v1/oversight/break-glass-grants";
const LOG: &str = "/v1/my/access-log";
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
fn hire(road: &mut Road<'_>, agency: &str, key: &str, scopes: &'static [Scope]) {
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

pub(super) fn found(outcome: &str) -> Value {
    json!({ "outcome": outcome, "findings": "as it was", "tell_reason": false })
}

const PEOPLE: [&str; 4] = [
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

/// How many items there are on an overseer's list.
fn counted(road: &Road<'_>, who: &str, query: &str) -> usize {
    let answer = road.attempt(who, "GET", &format!("{OVERSEEN}?{query}&limit=200"), None);
    assert_eq!(answer.status, 200, "{query}: {}", answer.text);
    answer.body["items"].as_array().unwrap().len()
}

/// The looks and changes that a member of the family is told of, but for what others asked for in vain.
fn shown(road: &Road<'_>, who: &str) -> Vec<String> {
    let told = road.attempt(who, "GET", &format!("{LOG}?limit=200"), None);
    let items = told.body["items"].as_array().unwrap().iter();
    let shown = items.filter(|it| it["deed"] != "asked_in_vain");
    shown.map(|it| it["sentence"].as_str().unwrap().to_owned()).collect()
}

/// Each part opens what it says, and what those before it open; what is the family's alone stays closed.
#[test]
fn the_glass_opens_what_was_asked_for_and_no_more() {
    leave_after(Scene::Agreeing, "glass", |road| {
        on_duty(road);
        opened(road, [0; 4]);
        for (part, expected) in [("people", [4, 0, 0, 0]), ("plan", [4, 5, 0, 0]), ("case", [4, 5, 6, 0])] {
            breaks(road, part, 60);
            opened(road, expected);
            let case = road.get("duty", "/v1/cases/{case}");
            assert_eq!(case.body["plan"].is_null(), part == "people", "{}", case.text);
            let mother = road.get("duty", "/v1/people/{person/mother}");
            assert!(mother.body["contact_points"].is_array(), "{}", mother.text);
            road.post("duty", &format!("{GRANT}/revocation"), json!({}));
            opened(road, [0; 4]);
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
        assert_eq!(open(road, "duty", &PEOPLE), 4);
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
        breaks(road, "people", 1);
        assert_eq!(open(road, "duty", &PEOPLE), 4, "it can be opened again, with a reason of its own");
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
        assert_eq!(open(road, "duty", &PEOPLE), 4);
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
        let named = json!([{ "kind": "worker", "worker_id": road.id("worker/duty") }]);
        let wish = json!({ "kind": "person", "person_id": road.id("person/tamaiti"), "hidden_from": named });
        road.post("mother", RESTRICTIONS, wish);
        assert_eq!(road.status("duty", child), 404);
        assert_eq!(road.status("duty", "/v1/people/{person/mother}"), 200);
    });
}

/// Each refusal, and who may not even know.
#[test]
fn each_guard_of_the_glass() {
    leave_after(Scene::Agreeing, "glass_guards", |road| {
        on_duty(road);
        also(road, "school", "school-on-duty", DUTY);
        also(road, "school", "school-without-role", &[Scope::CaseBreakGlass]);
        also(road, "duty", "duty-as-supervisor", SUPERVISOR);
        hire(road, "agency/school", "school-supervisor", SUPERVISOR);
        for who in ["school-on-duty", "school-without-role"] {
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
        let review = format!("{GRANT}/review");
        let early = ("break_glass.not_in_state", &["break_glass.revoke"][..]);
        road.impossible("officer", &review, found("justified"), early);
        road.post("coordinator", &format!("{GRANT}/revocation"), json!({}));
        for own in ["duty-as-supervisor"] {
            road.refused(own, &review, found("justified"), (409, "break_glass.review_own"));
        }
        let no =
            road.refused("officer", &review, found("not_justified"), (422, "break_glass.follow_up_missing"));
        assert_eq!(no.text_at("/errors/0/pointer"), "#/follow_up", "{}", no.text);
        for who in ["stranger", "school", "school-supervisor", "mother", "administrator"] {
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

/// The family is told as soon as it is over: who, when, why and what; the words where the review lets them be read.
#[test]
fn the_family_is_told_when_it_is_over() {
    leave_after(Scene::Agreeing, "glass_told", |road| {
        on_duty(road);
        let before = shown(road, "mother");
        breaks(road, "plan", 30);
        for path in ["/v1/people/{person/tamaiti}", "/v1/families/{family}", "/v1/plan-versions/{plan}"] {
            let _ = road.attempt("duty", "GET", path, None);
        }
        let vain = |road: &Road<'_>| {
            let told = road.attempt("mother", "GET", &format!("{LOG}?limit=200"), None);
            texts(&told, "sentence").iter().filter(|it| it.contains("Rangi duty")).count()
        };
        assert_eq!(road.status("duty", "/v1/cases/{case}/contacts"), 404);
        assert_eq!(vain(road), 0, "nor what the holder asks for in vain");
        road.get("coordinator", GRANTS);
        assert_eq!(shown(road, "mother"), before, "not while it lasts");
        road.time("2026-02-21T20:31:00");
        let told = road.get("mother", &format!("{LOG}?limit=200"));
        let name = "Rangi duty (Tūhono Trust)".to_owned();
        let sentences = texts(&told, "sentence");
        let words: Vec<&str> =
            sentences.iter().filter(|it| it.contains("emergency,")).map(String::as_str).collect();
        let why = "in an emergency, because a child might have come to harm.";
        let what = [
            "looked at your family's plan",
            "looked at the record of your family and its members",
            "looked at the personal record of a child of your family",
            "opened who belongs to your family, how to reach you, and your plan",
        ];
        for (told, what) in words.iter().zip(what) {
            let told = told.split_once(") ").map(|(_, told)| told);
            assert_eq!(told, Some(format!("{what} {why}").as_str()), "{name}: {words:?}");
        }
        assert_eq!(words.len(), 4, "{words:?}");
        let opening = told.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["topic"] == "emergency_access" && it["deed"] == "changed")
            .unwrap();
        assert_eq!(opening["emergency"]["ground"], "child_at_risk");
        assert_eq!(opening["emergency"]["part"], "plan");
        assert!(opening["emergency"].get("reason").is_none() && !told.text.contains("Anahera"), "{opening}");
        assert_eq!(
            texts(&road.get("father", &format!("{LOG}?limit=1")), "topic"),
            texts(&road.get("mother", &format!("{LOG}?limit=1")), "topic")
        );

        let mut review = found("justified");
        review["tell_reason"] = json!(true);
        road.post("officer", &format!("{GRANT}/review"), review);
        let told = road.get("mother", &format!("{LOG}?limit=200"));
        let opening = told.body["items"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| {
                it["emergency"]["ground"].is_string() && it["sentence"].as_str().unwrap().contains("opened")
            })
            .unwrap();
        assert_eq!(
            (&opening["emergency"]["reason"], &opening["emergency"]["outcome"]),
            (&json!("Nurse Anahera rang."), &json!("justified"))
        );
        let copy = road.get("mother", "/v1/my/export");
        assert!(copy.body["accesses"].as_array().unwrap().iter().any(|it| it["emergency"]["part"] == "plan"));
        assert!(copy.text.contains("They wrote: “Nurse Anahera rang.”"));
    });
}

/// Every use is recorded with its grant, and the review is due within five working days.
#[test]
fn the_glass_is_overseen() {
    leave_after(Scene::Agreeing, "glass_overseen", |road| {
        on_duty(road);
        breaks(road, "people", 60);
        for path in PEOPLE {
            road.get("duty", path);
        }
        road.get("duty", "/v1/regions");
        let used = road.get(
            "officer",
            &format!("/v1/oversight/accesses?break_glass_grant_id={}&limit=200", road.id("grant")),
        );
        let operations = texts(&used, "operation");
        for operation in ["case.read", "person.read", "family.read"] {
            assert!(operations.iter().any(|it| it == operation), "{operations:?}");
        }
        let _ = road.attempt("duty", "GET", "/v1/cases/{case}/needs", None);
        assert_eq!(counted(road, "officer", "status=open"), 1);
        road.post("duty", &format!("{GRANT}/revocation"), json!({}));
        let grant = road.get("supervisor", GRANT);
        assert_eq!(
            (grant.text_at("/status"), grant.text_at("/review_due_on")),
            ("revoked".into(), "2026-02-27".into())
        );
        let overdue = |who: &str| counted(road, who, "overdue=true");
        for (time, expected) in [("2026-02-27T23:59:00", 0), ("2026-02-28T00:00:00", 1)] {
            road.time(time);
            assert_eq!((overdue("officer"), overdue("supervisor")), (expected, expected), "{time}");
        }
        let grant = road.get("officer", GRANT);
        assert_eq!(grant.body["review_overdue"], true, "{}", grant.text);
        let mut found = found("not_justified");
        found["follow_up"] = json!("the agency talks with her");
        road.post("officer", &format!("{GRANT}/review"), found);
        assert_eq!((overdue("officer"), counted(road, "officer", "overdue=false")), (0, 1));
        let duty = road.id("worker/duty").to_owned();
        for (query, expected) in [
            ("status=reviewed".to_owned(), 1),
            ("status=open".to_owned(), 0),
            ("status=expired".to_owned(), 0),
            ("status=revoked".to_owned(), 0),
            (format!("outcome=not_justified&worker_id={duty}"), 1),
            ("outcome=justified".to_owned(), 0),
            (format!("case_id={}", road.id("case")), 1),
            (format!("agency_id={}", road.id("agency/stranger")), 1),
            (format!("agency_id={}", road.id("agency/school")), 0),
        ] {
            assert_eq!(counted(road, "officer", &query), expected, "{query}");
        }
        for who in ["duty", "coordinator", "school", "administrator", "mother"] {
            assert_eq!(road.status(who, OVERSEEN), 403, "{who}");
        }
    });
}
