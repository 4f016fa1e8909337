//! The family's own door: what its members find out, say and ask for about themselves (F0-11, F0-23, IPP 6 and 7).

use serde_json::{Value, json};
use whakakaha::demo::{journey::Scene, stage::Answer};

use super::{Road, leave_after};

const LOG: &str = "/v1/my/access-log";

/// What the items of a list say under a member.
pub(super) fn texts(answer: &Answer, member: &str) -> Vec<String> {
    let items = answer.body["items"].as_array().unwrap().iter();
    items.map(|it| it[member].as_str().unwrap_or_default().to_owned()).collect()
}

/// The latest look or change that somebody is told of.
fn latest(road: &Road<'_>, who: &str) -> Value {
    road.attempt(who, "GET", &format!("{LOG}?limit=1"), None).body["items"][0].clone()
}

/// The latest change that somebody is told of.
pub(super) fn latest_change(road: &Road<'_>, who: &str) -> Value {
    let told = road.attempt(who, "GET", &format!("{LOG}?limit=200"), None);
    let items = told.body["items"].as_array().unwrap().iter();
    items.clone().find(|it| it["deed"] == "changed").unwrap().clone()
}

/// Scenario 4, IPP 6: every look by a worker or a system, and every attempt in vain, in plain words.
#[test]
fn the_family_is_told_who_looked() {
    leave_after(Scene::Agreeing, "who_looked", |road| {
        let rows = [
            ("school", "/v1/cases/{case}", "case", "looked_at"),
            ("school", "/v1/plan-versions/{plan}", "plan", "looked_at"),
            ("school-system", "/v1/actions/{action/5}", "action", "looked_at"),
            ("family-support", "/v1/cases/{case}/contacts", "contact", "looked_at"),
            ("coordinator", "/v1/cases/{case}/needs", "profile", "looked_at"),
            ("coordinator", "/v1/families/{family}", "family", "looked_at"),
            ("coordinator", "/v1/intakes/{intake}", "intake", "looked_at"),
            ("coordinator", "/v1/people/{person/tamaiti}", "person", "looked_at"),
            ("stranger", "/v1/cases/{case}", "case", "asked_in_vain"),
            ("stranger", "/v1/plan-versions/{plan}", "plan", "asked_in_vain"),
            ("school", "/v1/cases/{case}/contacts", "contact", "asked_in_vain"),
            ("administrator", "/v1/actions/{action/5}", "action", "asked_in_vain"),
        ];
        for (onlooker, path, topic, deed) in rows {
            let _ = road.attempt(onlooker, "GET", path, None);
            let told = latest(road, "mother");
            assert_eq!((&told["topic"], &told["deed"]), (&json!(topic), &json!(deed)), "{onlooker} {path}");
            assert_eq!(latest(road, "father"), told, "{onlooker} {path}");
        }
        let _ = road.attempt("school", "GET", "/v1/plan-versions/{plan}", None);
        let told = latest(road, "mother");
        let name = &road.who("school").name;
        let sentence =
            format!("{name} ({}) looked at your family's plan.", told["agency_name"].as_str().unwrap());
        assert_eq!(told["sentence"], sentence);
        assert_eq!(
            (&told["worker_id"], &told["worker_name"]),
            (&json!(road.id("worker/school")), &json!(name))
        );
        let seen = road.get("mother", LOG);
        let times = texts(&seen, "occurred_at");
        assert!(times.is_sorted_by(|later, earlier| later >= earlier), "{times:?}");
    });
}

/// Changes are told as well, and filters and pages find their way through all of it.
#[test]
fn the_family_finds_its_way_through_what_was_done() {
    leave_after(Scene::Agreeing, "what_was_done", |road| {
        road.stage.on_day(3);
        road.post("school", "/v1/actions/{action/5}/progress", json!({ "status": "in_progress" }));
        let told = latest_change(road, "mother");
        assert_eq!(told["topic"], "action");
        let own = told["agency_id"].as_str().unwrap().to_owned();
        let of_school = road.get("mother", &format!("{LOG}?agency_id={own}&limit=200"));
        let agencies = texts(&of_school, "agency_id");
        assert!(agencies.len() > 2 && agencies.iter().all(|it| *it == own), "{agencies:?}");
        let nobody = "00000000-0000-0000-0000-000000000001";
        assert_eq!(road.get("mother", &format!("{LOG}?agency_id={nobody}")).body["items"], json!([]));

        let all = texts(&road.get("mother", &format!("{LOG}?limit=200")), "id");
        let first = road.get("mother", &format!("{LOG}?limit=3"));
        let next = format!("{LOG}?limit=3&cursor={}", first.text_at("/next_cursor"));
        let second = road.get("mother", &next);
        assert_eq!([texts(&first, "id"), texts(&second, "id")].concat(), all[..6]);

        let today = "2026-02-20T12:00:00Z";
        let since = texts(&road.get("mother", &format!("{LOG}?from_at={today}&limit=200")), "id");
        let until = texts(&road.get("mother", &format!("{LOG}?until_at={today}&limit=200")), "id");
        assert_eq!(since.first(), all.first());
        assert_eq!(until[0], all[since.len()]);
        assert_eq!(road.status("mother", &format!("{LOG}?from_at=yesterday")), 400);
    });
}

/// F0-23: what is for somebody else of the family alone is not told, nor what they look at themselves.
#[test]
fn nobody_learns_from_it_what_others_of_the_family_decided() {
    leave_after(Scene::Agreeing, "what_others_decided", |road| {
        let before = latest(road, "father");
        for path in ["/v1/cases/{case}", "/v1/people/{person/mother}", LOG] {
            let _ = road.attempt("mother", "GET", path, None);
        }
        assert_eq!(latest(road, "father"), before, "what the mother looks at is hers");
        road.get("coordinator", "/v1/people/{person/mother}");
        assert_eq!(latest(road, "father"), before, "nor who looks at her record");
        assert_eq!(
            latest(road, "mother")["sentence"].as_str().map(|it| it.contains("your personal record")),
            Some(true)
        );

        let (told, changed) = (latest(road, "father"), latest_change(road, "father"));
        road.get("coordinator", "/v1/consents/{consent/mother}");
        assert_eq!(latest(road, "mother")["topic"], "consent");
        assert_eq!(latest(road, "father"), told, "her consent is hers");
        let withdrawal = "/v1/consents/{consent/mother}/withdrawal";
        road.post("family-support", withdrawal, json!({ "channel": "by telephone" }));
        assert_eq!(latest_change(road, "mother")["topic"], "consent");
        assert_eq!(latest_change(road, "father"), changed);
        let _ = road.attempt("coordinator", "GET", "/v1/cases/{case}/consents", None);
        assert_eq!(
            latest(road, "father")["topic"],
            "other",
            "the consents of the case are there for everybody"
        );
    });
}

/// F1-17: what is kept from a member of the family is kept from them here too, whoever wrote it down or looks at it.
#[test]
fn nobody_is_told_of_what_is_kept_from_them() {
    leave_after(Scene::Agreeing, "not_told", |road| {
        let told = latest_change(road, "father");
        let entry =
            json!({ "kind": "issue", "text": "not for him", "family_decision": road.decided("2026-02-19") });
        let entry = road.post("coordinator", "/v1/cases/{case}/profile-entries", entry).id();
        road.keep("secret", entry.clone());
        let from_father = json!([{ "kind": "family_member", "person_id": road.id("person/father") }]);
        let wish = json!({ "kind": "profile_entry", "item_id": entry, "hidden_from": from_father });
        road.post("mother", "/v1/cases/{case}/restrictions", wish);
        assert_eq!(latest_change(road, "father"), told);
        assert_eq!(latest_change(road, "mother")["topic"], "profile");
        let looked = latest(road, "father");
        road.get("coordinator", "/v1/profile-entries/{secret}");
        assert_eq!(latest(road, "father"), looked);
        assert_eq!(latest(road, "mother")["topic"], "profile");
    });
}

/// Who speaks for themselves is told of the family's case; all others of their own record alone; workers of nothing.
#[test]
fn each_is_told_of_what_is_theirs() {
    leave_after(Scene::Agreeing, "whose_log", |road| {
        for who in ["school", "coordinator", "school-system", "administrator", "reporter", "stranger"] {
            assert_eq!(road.status(who, LOG), 403, "{who}");
        }
        road.get("coordinator", "/v1/cases/{case}");
        let own = texts(&road.get("aunty", LOG), "sentence");
        let hers = |it: &String| it.contains("your personal record") || it.contains("your invitation");
        assert!(own.iter().all(hers), "whānau support does not know of the case: {own:?}");
        road.get("coordinator", "/v1/people/{person/aunty}");
        assert!(road.items("aunty", LOG) > own.len());

        speaks_for_herself(road, "tamaiti");
        road.get("coordinator", "/v1/cases/{case}");
        assert_eq!(latest(road, "tamaiti")["topic"], "case");
        road.get("coordinator", "/v1/people/{person/tamaiti}");
        assert_eq!(latest(road, "tamaiti")["topic"], "person");
        assert_eq!(latest(road, "mother")["topic"], "case", "her record is hers");

        road.leaves("father", "2026-02-19");
        road.get("coordinator", "/v1/cases/{case}");
        let own = texts(&road.get("father", LOG), "topic");
        assert!(own.iter().all(|it| it == "person"), "whoever left is not told of the family: {own:?}");
        road.get("coordinator", "/v1/people/{person/father}");
        assert!(road.items("father", LOG) > own.len());
    });
}

/// F0-23: where a member of the family begins, and what they promised.
#[test]
fn the_family_comes_home_to_its_cases() {
    leave_after(Scene::Circulating, "home", |road| {
        let home = road.get("mother", "/v1/my/cases");
        assert_eq!(texts(&home, "id"), [road.id("case")]);
        assert_eq!(home.text_at("/items/0/plan_version_to_answer_id"), road.id("plan"));
        let links = home.body["items"][0]["links"].as_object().unwrap();
        for (link, path) in
            links.iter().filter(|(link, _)| !["answer", "withdrawal"].contains(&link.as_str()))
        {
            assert_eq!(road.status("mother", path.as_str().unwrap()), 200, "{link}");
        }
        for link in ["answer", "withdrawal"] {
            let answer =
                road.attempt("mother", "POST", links[link].as_str().unwrap(), Some(json!({ "no": 1 })));
            assert_eq!(answer.status, 422, "{link}: {}", answer.text);
        }
        assert_eq!(texts(&road.get("mother", "/v1/my/consents"), "id"), [road.id("consent/mother")]);
        for who in ["school", "coordinator", "school-system", "administrator"] {
            for path in ["/v1/my/cases", "/v1/my/actions", "/v1/my/consents"] {
                assert_eq!(road.status(who, path), 403, "{who} {path}");
            }
        }
        for path in ["/v1/my/cases", "/v1/my/actions", "/v1/my/consents"] {
            assert_eq!(road.items("aunty", path), 0, "{path}");
        }
        road.leaves("father", "2026-02-19");
        assert_eq!(road.items("father", "/v1/my/cases"), 0);
        assert_eq!(texts(&road.get("father", "/v1/my/consents"), "id"), [road.id("consent/father")]);
    });
}

#[test]
fn what_the_family_promised_is_listed_by_what_is_due_next() {
    leave_after(Scene::Agreeing, "own_actions", |road| {
        let owned = |who: &str| {
            let all = road.get("coordinator", "/v1/cases/{case}/actions?limit=200");
            let person = road.id(&format!("person/{who}"));
            let items = all.body["items"].as_array().unwrap().iter();
            let own =
                items.filter(|it| it["owner"]["kind"] == "family" || it["owner"]["person_id"] == person);
            own.map(|it| it["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        for who in ["mother", "father"] {
            let own = road.get(who, "/v1/my/actions");
            assert_eq!(texts(&own, "id"), owned(who), "{who}");
            assert!(texts(&own, "due_on").is_sorted());
        }
        let first = road.get("mother", "/v1/my/actions?limit=1");
        let next = format!("/v1/my/actions?limit=1&cursor={}", first.text_at("/next_cursor"));
        assert_eq!(texts(&road.get("mother", &next), "id"), owned("mother")[1..2]);
        let done = owned("mother")[0].clone();
        road.keep("done", done.clone());
        road.post("mother", "/v1/actions/{done}/progress", json!({ "status": "done" }));
        assert!(!texts(&road.get("mother", "/v1/my/actions"), "id").contains(&done));
    });
}

/// A child of the family turns out to understand enough: the membership says so from now on.
pub(super) fn speaks_for_herself(road: &mut Road<'_>, who: &str) {
    road.leaves(who, "2026-02-19");
    let body = json!({
        "person_id": road.id(&format!("person/{who}")), "role": "young_person", "dependent": true,
        "consents_for_self": true, "started_on": "2026-02-19",
    });
    road.post("coordinator", "/v1/families/{family}/members", body);
}
