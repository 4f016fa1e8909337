//! The privacy officer sees who did what and who was refused, and no case content (row 28 of the reports).

use serde_json::json;
use whakakaha::demo::journey::Scene;
use whakakaha_domain::{actor::Scope, code::CodeList};

use super::{
    Road,
    break_glass::{GRANT, breaks, found, on_duty},
    leave_after,
    own_door::texts,
};

const ACCESSES: &str = "/v1/oversight/accesses";
const CHANGES: &str = "/v1/oversight/changes";

/// The latest record that the officer sees, of those that somebody left.
fn latest(road: &Road<'_>, query: &str) -> serde_json::Value {
    road.attempt("officer", "GET", &format!("{ACCESSES}?{query}&limit=1"), None).body["items"][0].clone()
}

/// Who asks for what, whether they want to change it, and what is to be on record of that.
const DENIED: [(&str, &str, bool, &str, &str, &str); 9] = [
    ("stranger", "/v1/cases/{case}", false, "case.read", "absent", "case"),
    ("stranger", "/v1/plan-versions/{plan}", false, "plan.read", "absent", "plan"),
    ("school", "/v1/cases/{case}/contacts", false, "contact.read", "absent", "case"),
    ("reporter", "/v1/cases/{case}", false, "case.read", "scope", "case"),
    ("stranger", "/v1/cases/{case}/takeover", true, "case.take_over", "absent", "case"),
    ("income", "/v1/consents/{consent/mother}/refusal", true, "consent.refuse", "absent", "consent/mother"),
    ("mother", "/v1/cases/{case}/takeover", true, "case.take_over", "scope", "case"),
    ("administrator", "/v1/cases/{case}/resumption", true, "case.resume", "scope", "case"),
    ("school", "/v1/cases/{case}/resumption", true, "case.resume", "forbidden", "case"),
];

/// Every attempt that was denied is on record: of reading and of writing, of what is there and of what is not.
#[test]
fn denied_attempts_are_seen() {
    leave_after(Scene::Agreeing, "denied", |road| {
        on_duty(road);
        for (who, path, writes, operation, outcome, target) in DENIED {
            let (method, body) = if writes { ("POST", Some(json!({}))) } else { ("GET", None) };
            let answer = road.attempt(who, method, path, body);
            assert!([403, 404].contains(&answer.status), "{who} {path}: {}", answer.text);
            let seen = latest(road, "denied=true");
            let expected = (&json!(operation), &json!(outcome), &json!(road.id(target)), &json!([]));
            let found = (&seen["operation"], &seen["outcome"], &seen["target_id"], &seen["about"]);
            assert_eq!(found, expected, "{who} {path}: {seen}");
        }
        let need = json!({ "domain": "health", "text": "x", "priority": "later" });
        let _ = road.attempt("stranger", "POST", "/v1/cases/{case}/needs", Some(need));
        let denied = road.get("officer", &format!("{ACCESSES}?denied=true&limit=200"));
        let outcomes = texts(&denied, "outcome");
        assert!(outcomes.iter().all(|it| ["absent", "forbidden", "scope"].contains(&it.as_str())));
        let others = texts(&road.get("officer", &format!("{ACCESSES}?denied=false&limit=200")), "outcome");
        assert!(others.iter().all(|it| ["allowed", "refused"].contains(&it.as_str())), "{others:?}");
        let told = road.attempt("mother", "GET", "/v1/my/access-log?limit=200", None);
        let told = texts(&told, "sentence");
        let asked = "asked for what your family says about itself and what it needs and was refused.";
        assert!(told.iter().any(|it| it.contains(asked)), "{told:?}");
    });
}

/// No name, no word and no date of birth, whatever the officer asks; and no other way in.
#[test]
fn a_privacy_officer_sees_no_content() {
    leave_after(Scene::Following, "officer", |road| {
        on_duty(road);
        road.cast.personas.get_mut("officer").unwrap().scopes = Scope::ALL;
        breaks(road, "case", 60);
        road.get("duty", "/v1/cases/{case}/profile-entries");
        road.post("duty", &format!("{GRANT}/revocation"), json!({}));
        road.post("officer", &format!("{GRANT}/review"), found("justified"));
        let mother = road.get("coordinator", "/v1/people/{person/mother}");
        let family = road.get("coordinator", "/v1/families/{family}");
        let secrets =
            [mother.text_at("/name"), family.text_at("/name"), "Meet the GP".into(), "ounselling".into()];
        for list in [ACCESSES, CHANGES, "/v1/oversight/break-glass-grants"] {
            let mut path = format!("{list}?limit=200");
            for _ in 0..4 {
                let page = road.get("officer", &path);
                for secret in &secrets {
                    assert!(!page.text.contains(secret.as_str()), "{list} has {secret}");
                }
                let Some(cursor) = page.body["next_cursor"].as_str() else { break };
                path = format!("{list}?limit=200&cursor={cursor}");
            }
        }
        for closed in [
            "/v1/cases",
            "/v1/cases/{case}",
            "/v1/families/{family}",
            "/v1/people/{person/mother}",
            "/v1/plan-versions/{plan}",
            "/v1/cases/{case}/consents",
            "/v1/families/{family}/ledger",
            "/v1/advice-requests",
            "/v1/intakes",
            "/v1/my/access-log",
        ] {
            assert_eq!(road.status("officer", closed), 403, "{closed}");
        }
        assert_eq!(
            road.status("officer", "/v1/cases/{case}/break-glass-grants"),
            404,
            "that there is a case is not told"
        );
        assert_eq!(road.status("officer", "/v1/regions"), 200);
    });
}

/// What members of the family look at and ask for in vain is found by the case, as what others do. They are not shown to
/// each other.
#[test]
fn a_privacy_officer_finds_what_families_did() {
    leave_after(Scene::Agreeing, "overseeing_families", |road| {
        on_duty(road);
        let told = |road: &Road<'_>| {
            texts(&road.attempt("father", "GET", "/v1/my/access-log?limit=200", None), "id")
        };
        let before = told(road);
        assert_eq!(road.status("mother", "/v1/cases/{case}"), 200);
        let _ = road.attempt("mother", "POST", "/v1/cases/{case}/takeover", Some(json!({})));
        assert_eq!(told(road), before);
        for outcome in ["allowed", "scope"] {
            let hers = latest(road, &format!("case_id={}&outcome={outcome}", road.id("case")));
            assert_eq!(
                (&hers["by"]["kind"], &hers["outcome"]),
                (&json!("family"), &json!(outcome)),
                "{hers}"
            );
        }
    });
}

/// Both logs are found through by who, when, what and which case; what the officer reads is recorded as well.
#[test]
fn a_privacy_officer_finds_who_did_what() {
    leave_after(Scene::Agreeing, "overseeing", |road| {
        on_duty(road);
        road.post("school", "/v1/actions/{action/5}/progress", json!({ "status": "in_progress" }));
        let school = road.id("worker/school").to_owned();
        let case = road.id("case").to_owned();
        let change = road.get("officer", &format!("{CHANGES}?worker_id={school}&limit=1"));
        let change = &change.body["items"][0];
        assert_eq!(
            (&change["operation"], &change["case_id"]),
            (&json!("action.report_progress"), &json!(case))
        );
        assert_eq!((&change["by"]["kind"], &change["by"]["id"]), (&json!("worker"), &json!(school)));
        road.get("school", "/v1/cases/{case}");
        let look = latest(road, &format!("worker_id={school}"));
        assert_eq!((&look["operation"], &look["outcome"]), (&json!("case.read"), &json!("allowed")));
        assert_eq!(look["about"], json!([{ "kind": "case", "id": case }]));
        let officer = road.id("worker/officer").to_owned();
        let own = latest(road, &format!("worker_id={officer}"));
        assert_eq!(own["operation"], "oversight.read_accesses", "{own}");

        let pages = |list: &str| {
            let all = texts(&road.get("officer", &format!("{list}&limit=200")), "id");
            let first = road.get("officer", &format!("{list}&limit=2"));
            let next = format!("{list}&limit=2&cursor={}", first.text_at("/next_cursor"));
            let both = [texts(&first, "id"), texts(&road.get("officer", &next), "id")].concat();
            assert_eq!(both, all[..4], "{list}");
            all
        };
        let until = "until_at=2026-02-20T12:00:00Z";
        let changed = pages(&format!("{CHANGES}?case_id={case}"));
        let earlier = pages(&format!("{CHANGES}?case_id={case}&{until}"));
        assert!(changed.ends_with(&earlier) && changed.len() > earlier.len());
        pages(&format!("{ACCESSES}?case_id={case}&{until}"));
        let agency = road.id("agency/school").to_owned();
        let of_agency = road.get("officer", &format!("{ACCESSES}?agency_id={agency}&outcome=allowed"));
        assert!(texts(&of_agency, "agency_id").iter().all(|it| *it == agency));
        let told = road.get("mother", "/v1/my/access-log?limit=1");
        assert_eq!(told.text_at("/items/0/topic"), "access_record", "{}", told.text);

        for who in ["duty", "supervisor", "coordinator", "school", "school-system", "mother", "administrator"]
        {
            for list in [ACCESSES, CHANGES] {
                assert_eq!(road.status(who, list), 403, "{who} {list}");
            }
        }
        assert!(Scope::ALL.iter().any(|scope| scope.code() == "privacy.officer"));
        road.cast.personas.get_mut("administrator").unwrap().scopes = &[Scope::PrivacyOfficer];
        for list in [ACCESSES, CHANGES, "/v1/oversight/break-glass-grants"] {
            assert_eq!(road.status("administrator", list), 403, "an officer is somebody: {list}");
        }
    });
}
