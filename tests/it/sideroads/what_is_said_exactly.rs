//! What an answer says beside its content, where a family is needed to see it.

use chrono::TimeDelta;
use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{Road, leave_after};

/// R10: whoever adds to a thing that has changed is told the tag that they would read now.
#[test]
fn whoever_adds_to_what_has_changed_is_told_its_tag() {
    leave_after(Scene::Meeting, "what_is_said_of_tags", |road| {
        let need = json!({ "domain": "living_conditions", "text": "Damp", "priority": "later" });
        for (thing, list, body) in [
            ("/v1/cases/{case}", "needs", need),
            (
                "/v1/families/{family}",
                "members",
                json!({ "person_id": road.id("person/mother"), "role": "adult", "started_on": "2026-01-01" }),
            ),
        ] {
            let (tag, answer) = stale(road, "coordinator", thing, list, &body);
            assert_eq!(answer["current_etag"], tag, "{thing}/{list}: {answer}");
        }
    });
}

/// The tag of a thing, and the answer to whoever adds to it with an older one.
fn stale(road: &Road<'_>, who: &str, thing: &str, list: &str, body: &Value) -> (String, Value) {
    let thing = road.path(thing);
    let caller = road.app.caller(&road.who(who).subject, road.who(who).scopes);
    let tag = caller.get(&thing).expect(200).etag();
    let headers = [("if-match", "\"v2000000000.other\""), ("idempotency-key", "what-is-stale")];
    let answer = caller.send("POST", &format!("{thing}/{list}"), &headers, Some(&body.to_string()));
    (tag, answer.expect(412).body)
}

/// R4: where nothing is possible any more, the list of what is possible is empty, and there.
#[test]
fn where_nothing_is_possible_that_is_said() {
    leave_after(Scene::Closing, "what_is_said_of_steps", |road| {
        let answer = road.attempt("coordinator", "POST", "/v1/cases/{case}/resumption", Some(json!({})));
        assert_eq!(
            (answer.status, answer.text_at("/code").as_str()),
            (409, "case.not_in_state"),
            "{}",
            answer.text
        );
        assert_eq!(answer.body["allowed"], json!([]), "{}", answer.text);
    });
}

/// R6: the feeds lead to what there is more of, as lists do.
#[test]
fn the_feeds_lead_on_while_there_is_more() {
    leave_after(Scene::Following, "what_is_said_of_more", |road| {
        road.relay();
        // Changes appear half a minute after they were made.
        road.later(TimeDelta::seconds(31));
        let system = road.system("school");
        for feed in ["/v1/events", "/v1/changes"] {
            let whole = system.get(&format!("{feed}?limit=200")).expect(200);
            assert_eq!((&whole.body["has_more"], whole.header("link")), (&json!(false), None), "{feed}");
            let part = system.get(&format!("{feed}?limit=1")).expect(200);
            assert_eq!(part.body["has_more"], true, "{feed}: {}", part.text);
            let link = part.header("link").unwrap_or_default();
            let cursor = part.body["next_cursor"].as_str().unwrap();
            let next = format!("<{}{feed}?limit=1&cursor={cursor}>; rel=\"next\"", road.app.base());
            assert_eq!(link, next);
        }
    });
}
