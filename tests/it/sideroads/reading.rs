//! Everybody reads everything that there is to read, and sees what they may and no more.

use serde_json::Value;
use whakakaha::demo::{journey::Scene, stage::Persona};
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
                assert_eq!(road.status(who, path), 403, "{who} {path}");
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
        let subject = road.who("school").subject.clone();
        let facilitates =
            Persona { name: "facilitates".to_owned(), subject, scopes: &[Scope::MeetingFacilitate] };
        road.cast.personas.insert("facilitates".to_owned(), facilitates);
        for list in ["/v1/cases", "/v1/families"] {
            assert_eq!(road.items("school", list), 1, "{list}");
            let seen = road.get("facilitates", list);
            assert_eq!(seen.body["items"], serde_json::json!([]), "{list}");
        }
        for path in ["/v1/cases/{case}", "/v1/families/{family}"] {
            assert_eq!(road.status("facilitates", path), 404, "{path}");
        }
    });
}
