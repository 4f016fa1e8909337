//! Consent taken back, refused, struck out and run out: what that closes, and how soon (F0-06, F1-11).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{AGENCIES, Road, from, leave_after};

/// Things of the case by their own addresses.
const THINGS: [&str; 13] = [
    "/v1/cases/{case}",
    "/v1/plan-versions/{plan}",
    "/v1/plan-versions/{plan}/diff",
    "/v1/meetings/{meeting}",
    "/v1/meetings/{meeting}/invitations",
    "/v1/actions/{action/0}",
    "/v1/actions/{action/0}/progress",
    "/v1/actions/{action/0}/checks",
    "/v1/reviews/{review}",
    "/v1/people/{person/mother}",
    "/v1/families/{family}",
    "/v1/needs/{need/health}",
    "/v1/profile-entries/{entry/confidential}",
];

/// Everybody who saw something before.
const CALLERS: [&str; 6] =
    ["school", "school-system", "income", "public-health", "family-support", "facilitator"];

/// F0-06, scenario 1: on the very next request nobody but the family and the coordinator sees anything.
#[test]
fn consent_taken_back_closes_everything_at_once() {
    leave_after(Scene::Agreeing, "withdrawal", |road| {
        let tokens = CALLERS.map(|who| (who, road.stage.token(road.who(who), 600)));
        let page = road.get("school", "/v1/cases/{case}/actions?limit=1");
        let cursor = format!("/v1/cases/{{case}}/actions?limit=1&cursor={}", page.text_at("/next_cursor"));
        assert_eq!(road.status("school", &cursor), 200);
        let reviews = road.get("family-support", "/v1/cases/{case}/reviews");
        road.keep("review", reviews.text_at("/items/0/id"));

        let taken_back = json!({ "channel": "by telephone" });
        road.both_take_back(&taken_back);
        for (who, token) in &tokens {
            for path in THINGS {
                let answer = road.with_token(who, token, path);
                assert_eq!(answer.status, 404, "{who} {path}: {}", answer.text);
            }
        }
        assert_eq!(road.status("school", &cursor), 404);
        road.hidden_from(&CALLERS);
        road.unchanged("mother", "/v1/consents/{consent/mother}/withdrawal", taken_back.clone());
        let case = road.get("coordinator", "/v1/cases/{case}");
        assert_eq!(
            (case.text_at("/status"), case.text_at("/hold_reason")),
            ("on_hold".into(), "consent_lapsed".into()),
            "{}",
            case.text
        );
        road.refused("coordinator", "/v1/cases/{case}/resumption", json!({}), (409, "consent.insufficient"));
        assert_eq!(
            road.attempt(
                "school",
                "POST",
                "/v1/actions/{action/5}/progress",
                Some(json!({ "status": "done" }))
            )
            .status,
            404
        );

        the_family_leaves(road);
    });
}

/// Who had promised something is released from it.
fn the_family_leaves(road: &mut Road<'_>) {
    road.post("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "in person" }));
    road.unchanged("mother", "/v1/cases/{case}/withdrawal", json!({ "channel": "in person" }));
    let actions = road.get("mother", "/v1/cases/{case}/actions?limit=200");
    let open =
        actions.body["items"].as_array().unwrap().iter().filter(|action| action["status"] != "released");
    assert_eq!(open.count(), 0, "{}", actions.text);
    road.refused(
        "mother",
        "/v1/cases/{case}/profile-entries",
        json!({ "kind": "dream", "text": "x" }),
        (409, "case.closed"),
    );
    road.hidden_from(&CALLERS);
}

/// F0-06, model 3.3: sharing is part of taking part; whoever does not take part any more shares nothing.
#[test]
fn taking_part_no_more_closes_the_case_to_agencies() {
    leave_after(Scene::Agreeing, "taking_part", |road| {
        let part = json!({ "purposes": ["participate"], "channel": "in person" });
        road.both_take_back(&part);
        assert_eq!(road.get("coordinator", "/v1/cases/{case}").text_at("/status"), "on_hold");
        road.hidden_from(&CALLERS);
    });
}

/// F0-06: the key contact, who is told of a withdrawal, finds the consent that is meant.
#[test]
fn the_key_contact_finds_the_consent_that_is_taken_back() {
    leave_after(Scene::Agreeing, "key_contact", |road| {
        let listed = road.get("family-support", "/v1/cases/{case}/consents");
        let listed = listed.body["items"].as_array().unwrap();
        let hers = listed.iter().find(|it| it["person_id"] == road.id("person/mother")).unwrap();
        assert_eq!(hers["id"], road.id("consent/mother"));
        road.get("family-support", "/v1/consents/{consent/mother}");
        let told = json!({ "channel": "by telephone" });
        let receipt = road.post("family-support", "/v1/consents/{consent/mother}/withdrawal", told);
        assert_eq!(receipt.text_at("/status"), "withdrawn");
    });
}

/// F0-06: also the consent of somebody who is kept from agencies because they object to a part.
#[test]
fn the_key_contact_finds_the_consent_of_whoever_objects_to_a_part() {
    leave_after(Scene::Agreeing, "key_contact_held", |road| {
        let part = json!({ "purposes": ["participate"], "channel": "in person" });
        road.post("father", "/v1/consents/{consent/father}/withdrawal", part);
        assert_eq!(road.status("family-support", "/v1/people/{person/father}"), 404);
        let rest = json!({ "channel": "by telephone" });
        let receipt = road.post("family-support", "/v1/consents/{consent/father}/withdrawal", rest);
        assert_eq!(receipt.text_at("/status"), "withdrawn");
    });
}

/// F0-06: what somebody agreed to stays theirs, also when they do not belong to the family any more.
#[test]
fn a_person_who_left_still_takes_their_consent_back() {
    leave_after(Scene::Agreeing, "left", |road| {
        road.leaves("father", "2026-02-19");
        road.hidden_from(&["father"]);
        let own = road.get("father", "/v1/cases/{case}/consents");
        assert_eq!(own.body["items"].as_array().unwrap().len(), 1, "{}", own.text);
        assert_eq!(road.get("father", "/v1/consents/{consent/father}").text_at("/status"), "active");
        assert_eq!(road.status("father", "/v1/consents/{consent/mother}"), 404);
        assert_eq!(road.status("father", "/v1/cases/{case}/consent-state"), 404);
        road.post("father", "/v1/consents/{consent/father}/withdrawal", json!({ "channel": "by myself" }));
        assert_eq!(road.get("father", "/v1/consents/{consent/father}").text_at("/status"), "withdrawn");
        assert_eq!(road.status("stranger", "/v1/cases/{case}/consents"), 404);
    });
}

/// Model 3.3: a case study is agreed to beside taking part, not in its place.
#[test]
fn a_consent_for_another_purpose_takes_nothing_away() {
    leave_after(Scene::Agreeing, "case_study", |road| {
        let asked = json!({
            "person_id": road.id("person/mother"), "purposes": ["case_study"], "agencies": [],
            "categories": ["identity"], "children": [], "begins_on": "2026-02-19", "expires_on": "2026-12-31",
            "statement_version": "2026-01", "language": "en-NZ",
        });
        let asked = road.post("coordinator", "/v1/cases/{case}/consents", asked).id();
        road.keep("asked", asked);
        road.post("mother", "/v1/consents/{asked}/signature", signature());
        assert_eq!(road.get("mother", "/v1/cases/{case}").text_at("/status"), "active");
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
    });
}

/// F1-11: without consent the coordinator can reach the family, and nothing else; what was written can still
/// be taken out, commitments end, and the case can be closed.
#[test]
fn without_consent_nothing_is_written_down() {
    leave_after(Scene::Agreeing, "without_consent", |road| {
        let reviews = road.get("mother", "/v1/cases/{case}/reviews");
        road.keep("review", reviews.text_at("/items/0/id"));
        let restrictions = road.get("mother", "/v1/cases/{case}/restrictions");
        road.keep("restriction", restrictions.text_at("/items/0/id"));
        road.both_take_back(&json!({ "channel": "in person" }));
        road.stage.on_day(1);
        nothing_can_be_written(road);
        road.post("father", "/v1/restrictions/{restriction}/lift", json!({}));
        road.post("mother", "/v1/profile-entries/{entry/confidential}/removal", json!({}));
        let ended = json!({ "resolution": "released", "reason": "the case is closed" });
        road.post("coordinator", "/v1/actions/{action/5}/resolution", ended);
    });
}

fn nothing_can_be_written(road: &Road<'_>) {
    let lacking = (409, "consent.insufficient");
    let school = road.id("agency/school");
    for (who, path, body) in [
        ("coordinator", "/v1/cases/{case}/profile-entries", json!({ "kind": "issue", "text": "x" })),
        (
            "coordinator",
            "/v1/cases/{case}/needs",
            json!({ "domain": "health", "text": "x", "priority": "later" }),
        ),
        (
            "mother",
            "/v1/cases/{case}/restrictions",
            json!({ "kind": "action", "item_id": road.id("action/8"), "hidden_from": from(school) }),
        ),
        (
            "coordinator",
            "/v1/cases/{case}/assignments",
            json!({ "role": "participant", "agency_id": road.id("agency/stranger"), "involvement": "existing" }),
        ),
        ("coordinator", "/v1/reviews/{review}/start", json!({})),
        (
            "coordinator",
            "/v1/reviews/{review}/rescheduling",
            json!({ "due_on": "2026-04-02", "reason": "x" }),
        ),
        ("coordinator", "/v1/actions/{action/5}/due-date", json!({ "due_on": "2026-04-02", "reason": "x" })),
        ("mother", "/v1/actions/{action/12}/progress", json!({ "status": "done" })),
    ] {
        road.refused(who, path, body, lacking);
    }
}

/// F0-06: a part is taken back; one agency sees nothing, the others see what they saw.
#[test]
fn consent_taken_back_from_one_agency_closes_the_case_to_it_alone() {
    leave_after(Scene::Preparing, "partial_withdrawal", |road| {
        let school = road.id("agency/school").to_owned();
        let path = "/v1/consents/{consent/mother}/withdrawal";
        let unknown = json!({ "agencies": [road.id("agency/stranger")], "channel": "in person" });
        road.refused("mother", path, unknown, (422, "consent.not_held"));
        assert_eq!(
            road.attempt(
                "mother",
                "POST",
                "/v1/consents/{consent/father}/withdrawal",
                Some(json!({ "channel": "x" }))
            )
            .status,
            404
        );
        let part = json!({ "agencies": [school], "channel": "in person" });
        road.post("mother", path, part.clone());
        road.unchanged("mother", path, part.clone());
        let overview = road.get("coordinator", "/v1/cases/{case}/consent-state");
        assert_eq!(state(&overview.body, "share_with_agencies", &school), "conflicting", "{}", overview.text);
        assert_eq!(
            road.status("school", "/v1/people/{person/mother}"),
            404,
            "scenario 2: the father goes on"
        );
        assert_eq!(road.get("father", "/v1/consents/{consent/father}").body["narrowed"], json!([]));
        road.post("father", "/v1/consents/{consent/father}/withdrawal", part);
        road.hidden_from(&["school", "school-system"]);
        for who in ["income", "public-health", "income-system"] {
            assert_eq!(road.status(who, "/v1/cases/{case}"), 200, "{who}");
        }
        let overview = road.get("coordinator", "/v1/cases/{case}/consent-state");
        assert_eq!(state(&overview.body, "share_with_agencies", &school), "withdrawn", "{}", overview.text);
        assert_eq!(overview.body["takes_part"], true);
        let own = road.get("mother", "/v1/cases/{case}/consents");
        assert_eq!(own.body["items"].as_array().unwrap().len(), 1, "{}", own.text);
        assert!(
            !own.text.contains(road.id("person/father")) && !own.text.contains(road.id("consent/father")),
            "{}",
            own.text
        );
        assert_eq!(road.status("mother", "/v1/consents/{consent/father}"), 404);
        assert_eq!(
            road.get("coordinator", "/v1/consents/{consent/mother}").body["narrowed"][0]["agencies"],
            json!([school])
        );
    });
}

pub(super) fn state(overview: &Value, purpose: &str, agency: &str) -> String {
    let states = overview["states"].as_array().unwrap();
    let found = states.iter().find(|it| it["purpose"] == purpose && it["agency_id"] == agency);
    found.and_then(|it| it["state"].as_str()).unwrap_or_default().to_owned()
}

pub(super) fn wanted(road: &Road<'_>, who: &str) -> Value {
    let agencies = ["school", "income", "public-health", "family-support", "oranga-tamariki"]
        .map(|key| road.id(&format!("agency/{key}")));
    let children = ["tamaiti", "teina1", "teina2"].map(|key| road.id(&format!("person/{key}")));
    json!({
        "person_id": road.id(&format!("person/{who}")), "purposes": ["participate", "share_with_agencies"], "agencies": agencies,
        "categories": ["identity"], "children": children, "begins_on": "2026-02-05", "expires_on": "2026-12-31",
        "statement_version": "2026-01", "language": "en-NZ",
    })
}

pub(super) fn signature() -> Value {
    json!({ "signed_on": "2026-02-05", "method": "paper", "witness": "Marama", "evidence_sha256": "9f".repeat(32) })
}

/// F1-11, scenario 2: struck out by two, refused by one parent, and given after all.
#[test]
fn a_refusal_holds_back_what_concerns_the_parent_until_everybody_agrees() {
    leave_after(Scene::Consenting, "refusal", |road| {
        let path = "/v1/consents/{consent/father}/void";
        let mistake = |by: &str| json!({ "reason": "the wrong form", "confirmed_by": by });
        road.refused(
            "coordinator",
            path,
            mistake(road.id("worker/coordinator")),
            (422, "consent.second_person_missing"),
        );
        road.refused("coordinator", path, mistake(road.id("family")), (422, "reference.unknown"));
        road.post("coordinator", path, mistake(road.id("worker/facilitator")));
        road.impossible(
            "coordinator",
            path,
            mistake(road.id("worker/facilitator")),
            ("consent.not_in_state", &[]),
        );
        assert_eq!(road.get("coordinator", "/v1/cases/{case}").text_at("/status"), "on_hold");
        road.hidden_from(&AGENCIES);

        a_parent_refuses(road);
        a_parent_agrees_after_all(road);
    });
}

/// One says no, and nobody but the coordinator reads who.
fn a_parent_refuses(road: &mut Road<'_>) {
    let asked = road.post("coordinator", "/v1/cases/{case}/consents", wanted(road, "father")).id();
    road.keep("asked", asked);
    assert_eq!(road.attempt("mother", "POST", "/v1/consents/{asked}/refusal", Some(json!({}))).status, 404);
    road.impossible(
        "father",
        "/v1/consents/{asked}/withdrawal",
        json!({ "channel": "x" }),
        ("consent.not_in_state", &["consent.sign", "consent.refuse", "consent.void"]),
    );
    road.post("father", "/v1/consents/{asked}/refusal", json!({}));
    road.impossible(
        "father",
        "/v1/consents/{asked}/refusal",
        json!({}),
        ("consent.not_in_state", &["consent.void"]),
    );
    road.impossible(
        "coordinator",
        "/v1/consents/{asked}/signature",
        signature(),
        ("consent.not_in_state", &["consent.void"]),
    );
    let overview = road.get("coordinator", "/v1/cases/{case}/consent-state");
    assert_eq!(
        state(&overview.body, "share_with_agencies", road.id("agency/school")),
        "conflicting",
        "{}",
        overview.text
    );
    assert_eq!(overview.body["takes_part"], true, "scenario 2: the mother goes on");
    for who in AGENCIES {
        assert_eq!(road.status(who, "/v1/people/{person/mother}"), 200, "{who}");
        for person in ["father", "tamaiti"] {
            assert_eq!(road.status(who, &format!("/v1/people/{{person/{person}}}")), 404, "{who} {person}");
        }
    }
    assert!(!road.get("mother", "/v1/cases/{case}/consents").text.contains("refused"));
}

/// Everybody agrees after all.
fn a_parent_agrees_after_all(road: &mut Road<'_>) {
    let again = road.post("coordinator", "/v1/cases/{case}/consents", wanted(road, "father")).id();
    road.keep("again", again);
    road.post("father", "/v1/consents/{again}/signature", signature());
    assert_eq!(road.status("school", "/v1/cases/{case}"), 200);
    assert_eq!(
        road.post("coordinator", "/v1/cases/{case}/resumption", json!({})).text_at("/status"),
        "preparing"
    );
    let children = road.refused(
        "coordinator",
        "/v1/cases/{case}/consents",
        wanted(road, "aunty"),
        (422, "consent.signatory_without_standing"),
    );
    assert_eq!(children.text_at("/errors/0/pointer"), "#/person_id");
}
