//! Guardians who disagree, and kinds of information that somebody does not share: what is held back, and what goes
//! on (model 3.3, scenario 2).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{AGENCIES, Road, growing_up::agrees, leave_after};

const STATE: &str = "/v1/cases/{case}/consent-state";
const SAID: &str = "/v1/profile-entries/{said}";
const NEEDS: &str = "/v1/cases/{case}/needs";

fn need(road: &Road<'_>, of: Option<&str>, text: &str) -> String {
    let mut body = json!({ "domain": "education", "text": text, "priority": "later" });
    if let Some(person) = of {
        body["person_id"] = json!(road.id(&format!("person/{person}")));
    }
    format!("/v1/needs/{}", road.post("coordinator", NEEDS, body).id())
}

fn taking_part(state: &Value) -> &Value {
    let states = state["states"].as_array().unwrap();
    states.iter().find(|it| it["purpose"] == "participate" && it.get("agency_id").is_none()).unwrap()
}

fn resolution(road: &Road<'_>, child: &str) -> Value {
    json!({
        "child_id": road.id(&format!("person/{child}")), "ground": "court_order", "reference": "FAM-2026-085-000123",
        "evidence_sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "resolved_on": "2026-02-19",
    })
}

/// Scenario 2: the father takes his consent back. What concerns him and the children of both is held back from the
/// agencies; what concerns the mother goes on; neither learns what the other answered.
#[test]
fn scenario_2_what_concerns_whoever_objects_is_held_and_the_rest_goes_on() {
    leave_after(Scene::Agreeing, "conflict", |road| {
        let hers = need(road, Some("mother"), "a course for herself");
        let his = need(road, Some("father"), "a course for himself");
        let of_child = need(road, Some("tamaiti"), "a desk");
        let of_family = need(road, None, "time together");
        road.post("father", "/v1/consents/{consent/father}/withdrawal", json!({ "channel": "by telephone" }));
        assert_eq!(road.get("coordinator", "/v1/cases/{case}").text_at("/status"), "active");
        for who in AGENCIES {
            assert_eq!(road.status(who, "/v1/cases/{case}"), 200, "{who}");
            assert_eq!(road.status(who, &hers), 200, "{who}");
            for path in [&his, &of_child, &of_family] {
                assert_eq!(road.status(who, path), 404, "{who} {path}");
            }
            for person in ["father", "tamaiti", "teina1"] {
                assert_eq!(
                    road.status(who, &format!("/v1/people/{{person/{person}}}")),
                    404,
                    "{who} {person}"
                );
                let seen = ["/v1/cases/{case}", "/v1/families/{family}"].map(|path| road.get(who, path).text);
                let id = road.id(&format!("person/{person}"));
                assert!(seen.iter().all(|text| !text.contains(id)), "{who} {person}: {seen:?}");
            }
            assert_eq!(road.status(who, "/v1/people/{person/mother}"), 200, "{who}");
            let plan = road.get(who, "/v1/plan-versions/{plan}").body;
            assert_eq!(plan.get("family_statement"), None, "{who}: the family's own words concern all of it");
        }
        let whole = road.get("mother", "/v1/plan-versions/{plan}").body;
        assert_eq!(whole["family_statement"], "We want to do this together.");
        assert_eq!(road.status("school", "/v1/actions/{action/5}"), 200, "what it promised it knows");
        assert_eq!(road.status("school", "/v1/actions/{action/8}"), 404);
        for who in ["mother", "father"] {
            let state = road.get(who, STATE);
            let state = taking_part(&state.body);
            assert_eq!((&state["state"], &state["held"]), (&json!("sufficient"), &json!([])), "{who}");
            assert!(state.get("changes_at").is_none(), "{who}");
        }
        let state = road.get("coordinator", STATE);
        let state = taking_part(&state.body);
        assert_eq!((&state["state"], &state["opens"]), (&json!("conflicting"), &json!(true)));
        let held: Vec<&Value> = state["held"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
        assert_eq!(held, ["person", "person", "person", "person", "family"]);
        the_coordinator_resolves_it(road, &of_child);
        road.post("mother", "/v1/consents/{consent/mother}/withdrawal", json!({ "channel": "in person" }));
        road.hidden_from(&AGENCIES);
    });
}

fn the_coordinator_resolves_it(road: &Road<'_>, of_child: &str) {
    let path = "/v1/cases/{case}/consent-resolutions";
    road.refused("coordinator", path, resolution(road, "mother"), (422, "case.person_not_member"));
    let mut ahead = resolution(road, "tamaiti");
    ahead["resolved_on"] = json!("2027-01-01");
    road.refused("coordinator", path, ahead, (422, "family_decision.in_future"));
    let mut unproven = resolution(road, "tamaiti");
    unproven["evidence_sha256"] = json!("X".repeat(64));
    road.refused("coordinator", path, unproven, (422, "consent.evidence_missing"));
    road.post("coordinator", path, resolution(road, "tamaiti"));
    assert_eq!(road.status("school", of_child), 200, "the order says whose consent suffices for the child");
    assert_eq!(road.status("school", "/v1/people/{person/tamaiti}"), 200);
    assert_eq!(road.status("school", "/v1/people/{person/teina1}"), 404);
    assert_eq!(road.status("school", "/v1/people/{person/father}"), 404);
}

/// Model 3.3: whoever was a child's guardian agrees for it no longer, and nothing of it is open on their word.
#[test]
fn whoever_was_a_guardian_agrees_for_the_child_no_longer() {
    leave_after(Scene::Agreeing, "who_was_a_guardian", |road| {
        let parent = json!({ "kind": "parent", "of_person_id": road.id("person/tamaiti") });
        let his = road.post("coordinator", "/v1/people/{person/father}/relationships", parent.clone()).id();
        road.keep("his", his);
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200, "he has agreed for the child");
        road.post("coordinator", "/v1/relationships/{his}/end", json!({ "ended_on": "2026-02-19" }));
        assert_eq!(road.status("school", "/v1/cases/{case}"), 200, "so has the mother");
        let hers = road.post("coordinator", "/v1/people/{person/mother}/relationships", parent).id();
        road.keep("hers", hers);
        road.post("coordinator", "/v1/relationships/{hers}/end", json!({ "ended_on": "2026-02-19" }));
        road.hidden_from(&AGENCIES);
    });
}

/// Scenario 2: where the refusal becomes consent, what was written meanwhile stays closed.
#[test]
fn scenario_2_agreeing_after_all_opens_nothing_retroactively() {
    leave_after(Scene::Agreeing, "who_agrees_after_all", |road| {
        let said = json!({
            "kind": "strength", "text": "we cook together", "family_decision": road.decided("2026-02-19"),
        });
        let entry = road.post("coordinator", "/v1/cases/{case}/profile-entries", said).id();
        road.keep("said", entry);
        let say = |road: &Road<'_>, text: &str| {
            let words = json!({ "text": text, "family_decision": road.decided("2026-02-19") });
            road.put("coordinator", SAID, words);
        };
        assert_eq!(road.status("school", SAID), 200);
        road.post("father", "/v1/consents/{consent/father}/withdrawal", json!({ "channel": "by telephone" }));
        assert_eq!(road.status("school", SAID), 404);
        say(road, "we cook when he is away");
        say(road, "we cook on Sundays");
        agrees(road, "father", &["tamaiti", "teina1", "teina2"]);
        assert_eq!(road.get("school", SAID).text_at("/text"), "we cook on Sundays");
        let versions = |who: &str| road.items(who, &format!("{SAID}/versions"));
        assert_eq!((versions("school"), versions("mother")), (0, 2));
        say(road, "we cook");
        assert_eq!((versions("school"), versions("mother")), (1, 3));
    });
}

/// Model 3.3: a guardian of some of the children objects; what concerns the others goes on. When somebody becomes a
/// guardian, or is none any more, that counts on the next request.
#[test]
fn scenario_2_children_of_other_guardians_are_not_held() {
    leave_after(Scene::Agreeing, "guardians", |road| {
        let of_child = need(road, Some("tamaiti"), "a desk");
        let parent = |of: &str| json!({ "kind": "parent", "of_person_id": road.id(&format!("person/{of}")) });
        road.post("coordinator", "/v1/people/{person/mother}/relationships", parent("tamaiti"));
        road.post("father", "/v1/consents/{consent/father}/withdrawal", json!({ "channel": "by telephone" }));
        assert_eq!(road.status("school", &of_child), 200, "only the mother is on record as a parent");
        assert_eq!(road.status("school", "/v1/people/{person/teina1}"), 404);
        let id = road.post("coordinator", "/v1/people/{person/father}/relationships", parent("tamaiti")).id();
        road.keep("parent", id);
        assert_eq!(road.status("school", &of_child), 404);
        road.post("coordinator", "/v1/relationships/{parent}/end", json!({ "ended_on": "2026-02-19" }));
        assert_eq!(road.status("school", &of_child), 200);
    });
}

/// F0-06: one kind of information is taken back, and with it everything of that kind that agencies could read.
#[test]
fn a_kind_of_information_is_taken_back() {
    leave_after(Scene::Agreeing, "category_withdrawn", |road| {
        let path = "/v1/consents/{consent/mother}/withdrawal";
        let unheld = json!({ "categories": ["justice"], "channel": "in person" });
        road.refused("mother", path, unheld, (422, "consent.not_held"));
        let page = road.get("school", &format!("{NEEDS}?limit=1"));
        let before = AGENCIES.map(|who| road.items(who, NEEDS));
        road.post("mother", path, json!({ "categories": ["health"], "channel": "in person" }));
        road.unchanged("mother", path, json!({ "categories": ["health"], "channel": "in person" }));
        for (who, before) in AGENCIES.into_iter().zip(before) {
            assert_eq!(road.status(who, "/v1/needs/{need/health}"), 404, "{who}");
            assert!(road.items(who, NEEDS) < before, "{who}");
        }
        let token = road.stage.token(road.who("school"), 60);
        let rest = format!("{NEEDS}?limit=200&cursor={}", page.text_at("/next_cursor"));
        let rest = road.with_token("school", &token, &rest);
        assert!(
            rest.status == 200 && !rest.text.contains(road.id("need/health")),
            "a list that was open already: {}",
            rest.text
        );
        assert_eq!(road.status("income", "/v1/actions/{action/0}"), 404);
        assert_eq!(road.status("public-health", "/v1/actions/{action/0}"), 200, "what it promised it knows");
        assert_eq!(road.status("coordinator", "/v1/needs/{need/health}"), 200);
        assert_eq!(road.status("father", "/v1/needs/{need/health}"), 200);
        let hers = road.get("mother", "/v1/consents/{consent/mother}");
        assert_eq!(hers.body["narrowed"][0]["categories"], json!(["health"]));
    });
}
