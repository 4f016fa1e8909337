//! What members of a family say in their own words (F0-11).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{
    Road, leave_after,
    own_door::{speaks_for_herself, texts},
};

const OWN: &str = "/v1/my/statements";
const ON_CASE: &str = "/v1/cases/{case}/statements";

fn words(road: &Road<'_>, text: &str, audience: &str) -> Value {
    json!({ "case_id": road.id("case"), "text": text, "audience": audience })
}

/// What somebody reads on the case.
fn read(road: &Road<'_>, who: &str) -> Vec<String> {
    texts(&road.attempt(who, "GET", ON_CASE, None), "text")
}

const ALL: &str = "everybody";
const TRUSTED: &str = "coordinator_and_key_contact";

/// F0-11: word for word, under a name, for whom its author chooses.
#[test]
fn the_family_is_heard_in_its_own_words() {
    leave_after(Scene::Agreeing, "own_words", |road| {
        let said = "<b>Kāore</b> mātou\n  e whakaae ki te rā nei. =1+1";
        let made = road.post("mother", OWN, words(road, said, ALL));
        assert_eq!(
            (made.text_at("/text").as_str(), made.text_at("/person_name")),
            (said, road.who("mother").name.clone())
        );
        road.post("father", OWN, words(road, "the school is not to know", TRUSTED));
        for who in ["coordinator", "family-support", "father"] {
            assert_eq!(read(road, who), [said, "the school is not to know"], "{who}");
        }
        for who in ["mother", "school", "school-system", "public-health"] {
            assert_eq!(read(road, who), [said], "{who}: what is for some is for nobody else");
        }
        assert_eq!(texts(&road.get("mother", OWN), "text"), [said]);
        road.get("school", ON_CASE);
        road.keep("statement", made.id());
        assert_eq!(road.get("school", "/v1/statements/{statement}").text_at("/text"), said);
        let private = texts(&road.get("father", OWN), "id").remove(0);
        road.keep("private", private);
        for who in ["school", "school-system", "mother", "stranger", "aunty"] {
            assert_eq!(road.status(who, "/v1/statements/{private}"), 404, "{who}");
        }
        nobody_else_speaks(road);
        road.post("mother", "/v1/consents/{consent/mother}/withdrawal", json!({ "channel": "in person" }));
        for who in ["school", "school-system", "public-health"] {
            assert!(
                read(road, who).is_empty(),
                "{who}: what she said is held back with all that concerns her"
            );
            assert_eq!(road.status(who, "/v1/statements/{statement}"), 404, "{who}");
        }
        assert_eq!(read(road, "family-support"), ["the school is not to know"]);
        assert_eq!(read(road, "coordinator").len(), 2);
        road.post("mother", OWN, words(road, "no consent is needed to speak", ALL));
    });
}

fn nobody_else_speaks(road: &Road<'_>) {
    for who in ["school", "coordinator", "school-system", "administrator", "stranger"] {
        let answer = road.attempt(who, "POST", OWN, Some(words(road, "for them", ALL)));
        assert_eq!(answer.status, 403, "{who}");
        assert_eq!(road.status(who, OWN), 403, "{who}");
    }
    let answer = road.attempt("aunty", "POST", OWN, Some(words(road, "for them", ALL)));
    assert_eq!(answer.status, 404, "whānau support does not know of the case");
    assert_eq!(road.status("facilitator", ON_CASE), 404);
    for method in ["PUT", "PATCH", "DELETE"] {
        let answer = road.attempt("mother", method, "/v1/statements/{statement}", None);
        assert_eq!(answer.status, 405, "{method}");
    }
    for sql in ["UPDATE statements SET audience = 'x'", "DELETE FROM statements"] {
        assert!(road.app.database.rows(sql).unwrap_err().contains("only ever added"), "{sql}");
    }
}

/// F0-11: a later statement replaces an earlier one, which stays.
#[test]
fn a_statement_is_replaced_and_stays() {
    leave_after(Scene::Agreeing, "replaced_words", |road| {
        let first = road.post("mother", OWN, words(road, "it goes well", ALL)).id();
        let mut second = words(road, "it went well until Friday", ALL);
        second["replaces"] = json!(first);
        for (who, body) in
            [("father", second.clone()), ("mother", with(&second, "replaces", json!(road.id("case"))))]
        {
            let refused = road.refused(who, OWN, body, (422, "reference.unknown"));
            assert_eq!(refused.text_at("/errors/0/pointer"), "#/replaces");
        }
        let second_id = road.post("mother", OWN, second.clone()).id();
        road.refused("mother", OWN, second, (409, "statement.replaced_already"));
        assert_eq!(read(road, "school"), ["it goes well", "it went well until Friday"]);
        road.keep("first", first);
        assert_eq!(road.get("school", "/v1/statements/{first}").text_at("/replaced_by"), second_id);

        let mut third = words(road, "for you alone", TRUSTED);
        third["replaces"] = json!(second_id);
        let third = road.post("mother", OWN, third).id();
        road.keep("second", second_id);
        assert_eq!(road.get("coordinator", "/v1/statements/{second}").text_at("/replaced_by"), third);
        assert_eq!(road.get("school", "/v1/statements/{second}").text_at("/replaced_by"), "");
    });
}

fn with(body: &Value, member: &str, value: Value) -> Value {
    let mut body = body.clone();
    body[member] = value;
    body
}

/// F0-11: about a meeting, a version of the plan or a review; of a version that an agency was not sent it hears nothing.
#[test]
fn a_statement_is_about_something_of_the_case() {
    leave_after(Scene::Agreeing, "words_about", |road| {
        let reviews = road.get("coordinator", "/v1/cases/{case}/reviews");
        road.keep("review", reviews.text_at("/items/0/id"));
        for (kind, key) in [("meeting", "meeting"), ("plan_version", "plan"), ("review", "review")] {
            let about = json!({ "kind": kind, "id": road.id(key) });
            let made = road.post("father", OWN, with(&words(road, kind, ALL), "about", about.clone()));
            assert_eq!(made.body["about"], about);
            let wrong = json!({ "kind": kind, "id": road.id("case") });
            let refused = road.refused(
                "father",
                OWN,
                with(&words(road, kind, ALL), "about", wrong),
                (422, "reference.unknown"),
            );
            assert_eq!(refused.text_at("/errors/0/pointer"), "#/about/id");
        }
        let parties = road.get("coordinator", "/v1/plan-versions/{plan}");
        let sent = |agency: &str| parties.text.contains(agency);
        assert!(sent(road.id("agency/school")));
        assert_eq!(read(road, "school"), ["meeting", "plan_version", "review"]);

        let draft = json!({ "change_reason": "more is needed" });
        let draft = road.post("family-support", "/v1/cases/{case}/plan-versions", draft).id();
        let about = json!({ "kind": "plan_version", "id": draft });
        road.post("mother", OWN, with(&words(road, "not yet", ALL), "about", about));
        for who in ["school", "school-system"] {
            assert_eq!(read(road, who), ["meeting", "plan_version", "review"], "{who} was sent no draft");
        }
        assert_eq!(read(road, "family-support").len(), 4);
    });
}

/// A young person who speaks for herself does so here too, and her words stay hers when she has left.
#[test]
fn a_young_person_speaks_and_whoever_left_keeps_their_words() {
    leave_after(Scene::Agreeing, "young_words", |road| {
        let answer = road.attempt("tamaiti", "POST", OWN, Some(words(road, "I want to", ALL)));
        assert_eq!(answer.status, 404, "a child for whom her parents speak");
        speaks_for_herself(road, "tamaiti");
        let made = road.post("tamaiti", OWN, words(road, "do not tell my father", TRUSTED));
        road.keep("statement", made.id());
        assert_eq!(road.status("father", "/v1/statements/{statement}"), 404);
        assert_eq!(
            road.get("coordinator", "/v1/statements/{statement}").text_at("/person_id"),
            road.id("person/tamaiti")
        );
        road.leaves("tamaiti", "2026-02-19");
        assert_eq!(texts(&road.get("tamaiti", OWN), "text"), ["do not tell my father"]);
        assert_eq!(road.get("tamaiti", "/v1/statements/{statement}").id(), made.id());
        assert_eq!(road.status("tamaiti", ON_CASE), 404);
        assert_eq!(road.attempt("tamaiti", "POST", OWN, Some(words(road, "still here", ALL))).status, 404);
    });
}
