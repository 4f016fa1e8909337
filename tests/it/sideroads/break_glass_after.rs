//! What follows when a case was opened in an emergency: the family is told, and somebody else looks at it.

use serde_json::{Value, json};
use whakakaha::demo::{journey::Scene, stage::Answer};

use super::{
    Road,
    break_glass::{GRANT, GRANTS, PEOPLE, breaks, found, is_reviewed, on_duty},
    leave_after,
    own_door::texts,
};

const OVERSEEN: &str = "/v1/oversight/break-glass-grants";
const LOG: &str = "/v1/my/access-log";

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

/// The sentence in which somebody is told that the case was opened, and what is said of the emergency.
fn opening(told: &Answer) -> (String, Value) {
    let items = told.body["items"].as_array().unwrap().iter();
    let mut openings = items.filter(|it| it["topic"] == "emergency_access" && it["deed"] == "changed");
    let it = openings.find(|it| it["sentence"].as_str().unwrap().contains(" opened ")).unwrap();
    (it["sentence"].as_str().unwrap().to_owned(), it["emergency"].clone())
}

/// The family is told as soon as it is over: who, when, why and what; not while it lasts, nor what was asked in vain.
#[test]
fn the_family_is_told_when_it_is_over() {
    leave_after(Scene::Agreeing, "glass_told", |road| {
        on_duty(road);
        let before = shown(road, "mother");
        breaks(road, "plan", 30);
        for path in ["/v1/people/{person/tamaiti}", "/v1/families/{family}", "/v1/plan-versions/{plan}"] {
            assert_eq!(road.status("duty", path), 200);
        }
        assert_eq!(road.status("duty", "/v1/cases/{case}/contacts"), 404);
        road.get("coordinator", GRANTS);
        assert_eq!(shown(road, "mother"), before, "not while it lasts");
        let all = road.attempt("mother", "GET", &format!("{LOG}?limit=200"), None);
        assert!(!all.text.contains("Rangi duty"), "{}", all.text);

        road.time("2026-02-21T20:31:00");
        let told = road.get("mother", &format!("{LOG}?limit=200"));
        assert!(!told.text.contains("Anahera"), "{}", told.text);
        let sentences = texts(&told, "sentence");
        let of_emergency = sentences.iter().filter(|it| it.contains(" in an emergency, "));
        let told_of: Vec<&str> = of_emergency.map(|it| it.split_once(") ").unwrap().1).collect();
        let why = "in an emergency, because a child might have come to harm.";
        let expected = [
            "looked at your family's plan",
            "looked at the record of your family and its members",
            "looked at the personal record of a child of your family",
            "opened who belongs to your family, how to reach you, and your plan",
        ]
        .map(|what| format!("{what} {why}"));
        assert_eq!(told_of, expected);
        let (_, emergency) = opening(&told);
        assert_eq!((&emergency["ground"], &emergency["part"]), (&json!("child_at_risk"), &json!("plan")));
        assert!(emergency.get("reason").is_none() && emergency.get("outcome").is_none(), "{emergency}");
        assert_eq!(opening(&road.get("father", &format!("{LOG}?limit=200"))).1, emergency);

        is_reviewed(road);
        let over = shown(road, "mother");
        breaks(road, "people", 30);
        road.get("duty", "/v1/people/{person/tamaiti}");
        road.get("supervisor", OVERSEEN);
        assert_eq!(shown(road, "mother"), over, "what was told stays told while another lasts, which is not");
    });
}

/// A child may belong to another family as well: whoever speaks for it there is told of the look at the child, and not
/// what happened in a family that is not theirs.
#[test]
fn another_family_is_not_told_of_the_emergency() {
    leave_after(Scene::Agreeing, "glass_elsewhere", |road| {
        on_duty(road);
        let region = road.id("region").to_owned();
        let hers =
            json!({ "name": "Whānau Hēnare", "region_id": region, "language": "en", "interpreter": false });
        let hers = road.post("coordinator", "/v1/families", hers).id();
        let nana = json!({ "region_id": region, "name": "Mere Hēnare", "born_on": "1950-05-05" });
        let nana = road.post("coordinator", "/v1/people", nana).id();
        road.enter("nana", &format!("person:{nana}"));
        let child = road.id("person/tamaiti").to_owned();
        for (who, role, dependent) in [(&nana, "caregiver", false), (&child, "child", true)] {
            let joins =
                json!({ "person_id": who, "role": role, "dependent": dependent, "started_on": "2026-02-02" });
            road.post("coordinator", &format!("/v1/families/{hers}/members"), joins);
        }
        breaks(road, "people", 30);
        road.get("duty", "/v1/people/{person/tamaiti}");
        road.time("2026-02-21T20:31:00");
        for (who, knows) in [("mother", true), ("nana", false)] {
            let told = road.get(who, &format!("{LOG}?limit=200"));
            let items = told.body["items"].as_array().unwrap();
            let look =
                items.iter().find(|it| it["sentence"].as_str().unwrap().contains("personal record")).unwrap();
            assert_eq!(
                (look["topic"] == "person", !look["emergency"].is_null()),
                (true, knows),
                "{who}: {look}"
            );
        }
    });
}

/// Somebody else decides whether the family reads the words, which may name who rang.
#[test]
fn the_family_is_told_what_the_review_found() {
    leave_after(Scene::Agreeing, "glass_reviewed", |road| {
        on_duty(road);
        for (tell, reason) in [(false, Value::Null), (true, json!("Nurse Anahera rang."))] {
            breaks(road, "people", 30);
            road.post("duty", &format!("{GRANT}/revocation"), json!({}));
            let mut review = found("justified");
            review["tell_reason"] = tell.into();
            road.post("officer", &format!("{GRANT}/review"), review);
            let (sentence, emergency) = opening(&road.get("mother", &format!("{LOG}?limit=200")));
            assert_eq!((&emergency["reason"], &emergency["outcome"]), (&reason, &json!("justified")));
            assert_eq!(sentence.contains("They wrote: “Nurse Anahera rang.”"), tell, "{sentence}");
        }
        let copy = road.get("mother", "/v1/my/export");
        let accesses = copy.body["accesses"].as_array().unwrap();
        assert!(accesses.iter().any(|it| it["emergency"]["part"] == "people"), "{}", copy.text);
    });
}

/// Every use is recorded with its grant.
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
        for operation in ["case.read", "person.read", "family.read", "safety.read"] {
            assert!(operations.iter().any(|it| it == operation), "{operations:?}");
        }
        assert_eq!(counted(road, "officer", "status=open"), 1);
    });
}

/// The review is due within five working days, and whoever oversees it finds what is overdue, and who misused it.
#[test]
fn a_review_that_is_missing_is_seen() {
    leave_after(Scene::Agreeing, "glass_overdue", |road| {
        on_duty(road);
        breaks(road, "people", 60);
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
