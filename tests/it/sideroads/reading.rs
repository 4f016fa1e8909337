//! Everybody reads everything that there is to read, and sees what they may and no more.

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;
use whakakaha_domain::actor::Scope;

use super::{Road, leave_after};

/// Words and ids of what the family keeps from the school.
fn secrets(road: &Road<'_>) -> Vec<String> {
    let mut secrets: Vec<String> = ["ounselling", "Meet the GP"].map(str::to_owned).to_vec();
    secrets.extend(["action/1", "action/11", "entry/confidential"].map(|key| road.id(key).to_owned()));
    secrets
}

/// What an agency that takes part may read.
const READABLE: [&str; 19] = [
    "/v1/cases",
    "/v1/cases/{case}",
    "/v1/cases/{case}/accountability",
    "/v1/cases/{case}/actions?limit=200",
    "/v1/cases/{case}/assignments",
    "/v1/cases/{case}/meetings",
    "/v1/cases/{case}/needs",
    "/v1/cases/{case}/plan-versions",
    "/v1/cases/{case}/profile-entries?limit=200",
    "/v1/cases/{case}/reviews",
    "/v1/plan-versions/{plan}",
    "/v1/plan-versions/{plan}/diff",
    "/v1/meetings/{meeting}",
    "/v1/meetings/{meeting}/invitations",
    "/v1/actions/{action/5}",
    "/v1/actions/{action/5}/progress",
    "/v1/needs/{need/health}",
    "/v1/people/{person/mother}",
    "/v1/families/{family}",
];

/// F1-17, scenario 4: no list, count, total or text that the school can read has a trace of what is hidden.
#[test]
fn what_is_hidden_from_the_school_is_in_nothing_that_it_reads() {
    leave_after(Scene::Following, "hidden", |road| {
        let secrets = secrets(road);
        for who in ["school", "school-system", "income"] {
            for path in READABLE {
                if who == "income" && path.contains("action/5}/") {
                    continue;
                }
                let answer = road.get(who, path);
                for secret in &secrets {
                    assert!(
                        !answer.text.contains(secret.as_str()),
                        "{who} {path} has {secret}: {}",
                        answer.text
                    );
                }
            }
            for path in [
                "/v1/actions/{action/1}",
                "/v1/actions/{action/11}/checks",
                "/v1/actions/{action/1}/progress",
                "/v1/profile-entries/{entry/confidential}",
            ] {
                assert_eq!(road.status(who, path), 404, "{who} {path}");
            }
            for path in [
                "/v1/cases/{case}/preparation",
                "/v1/cases/{case}/consents",
                "/v1/cases/{case}/consent-state",
                "/v1/cases/{case}/restrictions",
                "/v1/cases/{case}/final-reports",
            ] {
                // No scope of a system reads these; that says nothing of the case.
                let unscoped = who == "school-system" && !path.ends_with("preparation");
                let expected = if unscoped { 403 } else { 404 };
                assert_eq!(road.status(who, path), expected, "{who} {path}");
            }
        }
    });
}

fn owners(answer: &Value) -> Vec<String> {
    let rows = answer["owners"].as_array().unwrap();
    rows.iter()
        .map(|row| {
            row["owner"]["agency_id"].as_str().or_else(|| row["owner"]["kind"].as_str()).unwrap().to_owned()
        })
        .collect()
}

/// F0-28, F2-11: an agency is shown its own account; the lead and the family see all.
#[test]
fn everybody_reads_their_own_part() {
    leave_after(Scene::Following, "reading", |road| {
        let account = |who: &str| road.get(who, "/v1/cases/{case}/accountability");
        assert_eq!(owners(&account("school").body), [road.id("agency/school")]);
        assert_eq!(owners(&account("school-system").body), [road.id("agency/school")]);
        for who in ["coordinator", "family-support", "mother"] {
            assert!(owners(&account(who).body).len() >= 5, "{who}: {}", account(who).text);
        }
        assert!(road.get("coordinator", "/v1/people/{person/mother}").body.get("contact_points").is_some());
        assert!(road.get("school", "/v1/people/{person/mother}").body.get("contact_points").is_none());

        let state = road.get("coordinator", "/v1/cases/{case}/consent-state");
        assert_eq!(state.body["takes_part"], true, "{}", state.text);
        assert_eq!(
            road.get("coordinator", "/v1/cases/{case}/consents").body["items"].as_array().unwrap().len(),
            2
        );
        assert_eq!(
            road.get("mother", "/v1/cases/{case}/consents").body["items"].as_array().unwrap().len(),
            1
        );
        assert_eq!(road.get("mother", "/v1/cases?status=open").text_at("/items/0/id"), road.id("case"));
        assert_eq!(road.items("mother", "/v1/cases/{case}/plan-versions"), 2);
        let prepared = road.get("coordinator", "/v1/cases/{case}/preparation");
        assert_eq!(prepared.body["entries"][1]["count"], 4, "{}", prepared.text);
        let invitation = road.get("school", "/v1/invitations/{invitation/school}");
        assert_eq!(invitation.text_at("/invitee/worker_id"), road.id("worker/school"));
        assert_eq!(road.get("mother", "/v1/regions/{region}").text_at("/code"), "waitakere");
        assert_eq!(road.get("mother", "/v1/agencies/{agency/school}").text_at("/sector"), "education");
        assert_eq!(road.get("mother", "/v1/workers/{worker/school}").text_at("/name"), "Dr Helen O'Brien");
        assert_eq!(
            road.get("family-support", "/v1/actions/{action/5}/checks").body["items"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        road.get("coordinator", "/v1/cases/{case}/final-reports");
    });
}

/// A role counts only with its scope: a token of a facilitator shows nothing of cases in which the same
/// worker takes part for an agency.
#[test]
fn a_list_holds_only_what_the_scopes_of_the_token_let_in() {
    leave_after(Scene::Consenting, "scopes", |road| {
        road.enter_again("school", "facilitates", &[Scope::MeetingFacilitate]);
        for list in ["/v1/cases", "/v1/families"] {
            assert_eq!(road.items("school", list), 1, "{list}");
        }
        assert_eq!(road.get("facilitates", "/v1/cases").body["items"], json!([]));
        assert_eq!(road.status("facilitates", "/v1/cases/{case}"), 404);
        for path in ["/v1/families", "/v1/families/{family}"] {
            assert_eq!(road.status("facilitates", path), 403, "{path}: no facilitator reads families");
        }
    });
}

/// A token of somebody who leads lets nobody answer for whoever is invited as a participant.
#[test]
fn an_invitation_is_answered_only_with_its_scope() {
    leave_after(Scene::Inviting, "what_is_answered", |road| {
        road.enter_again("school", "leads", &[Scope::CaseLead]);
        let (path, answer) = ("/v1/invitations/{invitation/school}/answer", json!({ "answer": "tentative" }));
        assert_eq!(road.attempt("leads", "POST", path, Some(answer.clone())).status, 404);
        road.post("school", path, answer);
    });
}

/// F1-11: agencies learn that work rests, that a role was given, that the case ends; not what the family said.
#[test]
fn why_the_family_decides_is_not_for_agencies() {
    leave_after(Scene::Agreeing, "reasons", |road| {
        let hold = json!({ "reason": "family_request", "review_on": "2026-03-05" });
        road.post("coordinator", "/v1/cases/{case}/hold", hold);
        for who in ["mother", "coordinator"] {
            let case = road.get(who, "/v1/cases/{case}");
            assert_eq!(case.text_at("/hold_reason"), "family_request", "{who}");
            assert!(case.text.contains("family_decision"), "{who}: {}", case.text);
        }
        for who in ["school", "school-system", "family-support"] {
            let case = road.get(who, "/v1/cases/{case}");
            assert!(case.body.get("hold_reason").is_none(), "{who}: {}", case.text);
            let roles = road.get(who, "/v1/cases/{case}/assignments");
            assert!(roles.body["items"][0].is_object(), "{who}");
            assert!(!format!("{}{}", case.text, roles.text).contains("decided_by"), "{who}: {}", roles.text);
        }
        past_holders_are_for_the_family(road);
        for who in ["school", "family-support"] {
            let path = "/v1/consents/{consent/mother}/withdrawal";
            let told = Some(json!({ "channel": "x" }));
            let expected = if who == "school" { 404 } else { 200 };
            assert_eq!(road.status(who, "/v1/consents/{consent/mother}"), expected, "{who}");
            if who == "school" {
                assert_eq!(road.attempt(who, "POST", path, told).status, 404, "{who}");
            }
        }
    });
}

fn past_holders_are_for_the_family(road: &mut Road<'_>) {
    let leaving = road.get("coordinator", "/v1/cases/{case}/assignments?limit=200");
    let leaving = leaving.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["agency_id"] == road.id("agency/oranga-tamariki") && it["ended_on"].is_null());
    let leaving = leaving.unwrap()["id"].as_str().unwrap().to_owned();
    road.keep("leaving", leaving);
    road.post("coordinator", "/v1/assignments/{leaving}/end", json!({ "ended_on": "2026-02-19" }));
    for (who, status) in [("mother", 200), ("coordinator", 200), ("school", 404), ("family-support", 404)] {
        assert_eq!(road.status(who, "/v1/assignments/{leaving}"), status, "{who}");
        let listed = road.get(who, "/v1/cases/{case}/assignments?limit=200");
        assert_eq!(listed.text.contains(road.id("leaving")), status == 200, "{who}: {}", listed.text);
    }
}

/// Decision 11: what is wrong with a body is told before the case is looked for, in the same words whether there is
/// one or not.
#[test]
fn a_malformed_request_tells_nothing_of_what_exists() {
    leave_after(Scene::Opening, "malformed", |road| {
        road.keep("nothing", "01900000-0000-7000-8000-000000000000".to_owned());
        let malformed = |who: &str, key: &str| {
            let path = format!("/v1/cases/{{{key}}}/hold");
            let mut answer = road.attempt(who, "POST", &path, Some(json!({ "since": "always" })));
            assert_eq!(answer.status, 422, "{who} {key}: {}", answer.text);
            answer.body.as_object_mut().unwrap().remove("instance");
            answer.body
        };
        let told = malformed("coordinator", "case");
        for who in ["stranger", "mother", "school-system"] {
            assert_eq!(malformed(who, "case"), told, "{who}");
            assert_eq!(malformed(who, "nothing"), told, "{who}");
        }
    });
}
