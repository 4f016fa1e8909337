//! Advice on one item: the item waits, the adviser sees it alone, and what a lawyer says is for the asking
//! agency (F1-18).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    disclosure::{EVERYBODY, ITEM, ITEMS, at, of_school, propose, tell},
    leave_after,
};

const ADVICE: &str = "/v1/advice-requests/{advice}";

fn ask(road: &mut Road<'_>, role: &str) {
    let question =
        json!({ "adviser_id": road.id("worker/adviser"), "role": role, "question": "How much of it?" });
    let id = road.post("school", &at("advice-requests"), question).id();
    road.keep("advice", id);
}

/// Somebody new at an agency, who is to be asked.
fn hire(road: &mut Road<'_>, (agency, profession): (&str, &str)) {
    let person = json!({ "name": "Mere Adviser", "profession": profession });
    let id = road.post("administrator", &format!("/v1/agencies/{{{agency}}}/workers"), person).id();
    road.enter("adviser", &format!("worker:{id}"));
    road.keep("worker/adviser", id);
}

/// Who reads the advice by itself and in the list of the item.
#[track_caller]
fn read_by(road: &Road<'_>, expected: &[&str]) {
    for who in EVERYBODY.into_iter().chain(["adviser"]) {
        let seen = road.status(who, ADVICE) == 200;
        assert_eq!(seen, expected.contains(&who), "{who}: {}", road.attempt(who, "GET", ADVICE, None).text);
        let list = road.attempt(who, "GET", &at("advice-requests"), None);
        assert_eq!(list.status == 200 && list.text.contains(road.id("advice")), seen, "{who}: {}", list.text);
    }
}

fn answer(position: &str) -> Value {
    json!({ "position": position, "text": "Leave out the reasons." })
}

#[test]
fn an_item_waits_for_advice_and_its_adviser_sees_nothing_else() {
    leave_after(Scene::Inviting, "disclosure_advice", |road| {
        road.time("2026-02-12T10:00:00");
        hire(road, ("agency/stranger", "lawyer"));
        propose(road, "school", of_school(road));
        assert_eq!(road.status("adviser", ITEM), 404, "nobody asked yet");
        each_guard(road);
        ask(road, "lawyer");
        let seen = road.get("adviser", ITEM);
        assert_eq!(seen.text_at("/status"), "advice_pending");
        assert!(seen.body.get("account").is_none(), "{}", seen.text);
        for closed in ["/v1/cases/{case}", ITEMS, "/v1/people/{person/tamaiti}", "/v1/meetings/{meeting}"] {
            assert_eq!(road.status("adviser", closed), 404, "{closed}");
        }
        let asked = road.get("adviser", "/v1/advice-requests");
        assert_eq!(asked.text_at("/items/0/disclosure_id"), road.id("item"), "{}", asked.text);
        assert_eq!(road.items("school", "/v1/advice-requests"), 0);
        assert_eq!(road.status("mother", "/v1/advice-requests"), 403);
        road.impossible(
            "school",
            &at("approval"),
            json!({}),
            (
                "disclosure.not_in_state",
                &["advice.request", "advice.answer", "disclosure.except_notice", "disclosure.withhold"],
            ),
        );
        assert_eq!(
            road.attempt("school", "POST", &format!("{ADVICE}/answer"), Some(answer("share"))).status,
            403
        );
        road.post("adviser", &format!("{ADVICE}/answer"), answer("share_less"));
        road.refused("adviser", &format!("{ADVICE}/answer"), answer("share"), (409, "advice.answered"));
        read_by(road, &["school", "adviser"]);
        assert_eq!(road.items("adviser", "/v1/advice-requests"), 0);
        a_supervisor(road);
    });
}

/// F1-18: that an item waits for advice, privileged or not, is for its agency alone: to the coordinator, who is of another
/// one, nothing tells the two from an item that was proposed, but that they cannot approve it.
#[test]
fn nobody_else_finds_that_an_item_waits_for_advice() {
    leave_after(Scene::Inviting, "who_waits_for_advice", |road| {
        road.time("2026-02-12T10:00:00");
        hire(road, ("agency/school", "lawyer"));
        for role in ["lawyer", "supervisor"] {
            propose(road, "school", of_school(road));
            let before = road.get("coordinator", ITEM);
            ask(road, role);
            assert_eq!(road.get("school", ITEM).text_at("/status"), "advice_pending");
            let waiting = road.get("coordinator", ITEM);
            assert_eq!(
                (&waiting.text, waiting.header("etag")),
                (&before.text, before.header("etag")),
                "{role}"
            );
            let listed = road.attempt("coordinator", "GET", &format!("{ITEMS}?limit=200"), None);
            assert!(!listed.text.contains("advice_pending"), "{}", listed.text);
            assert_eq!(road.items("coordinator", &at("advice-requests")), 0, "{role}");
            road.refused("coordinator", &at("approval"), json!({}), (409, "disclosure.of_another_agency"));
            road.impossible(
                "coordinator",
                &at("recall"),
                json!({ "reason": "x" }),
                (
                    "disclosure.not_in_state",
                    &[
                        "advice.request",
                        "disclosure.approve",
                        "disclosure.except_notice",
                        "disclosure.withhold",
                    ],
                ),
            );
            road.post("adviser", &format!("{ADVICE}/answer"), answer("share"));
            let advised = road.get("coordinator", ITEM);
            assert_eq!(
                (&advised.text, advised.header("etag")),
                (&before.text, before.header("etag")),
                "{role}"
            );
        }
    });
}

/// F1-18: advice ends with the family's consent, as everything does that the law does not demand.
#[test]
fn nobody_is_asked_about_a_family_that_has_stopped() {
    leave_after(Scene::Inviting, "who_was_asked", |road| {
        road.time("2026-02-12T10:00:00");
        hire(road, ("agency/stranger", "lawyer"));
        propose(road, "school", of_school(road));
        ask(road, "lawyer");
        assert_eq!((road.status("adviser", ITEM), road.items("adviser", "/v1/advice-requests")), (200, 1));
        let taken_back = json!({ "purposes": ["participate"], "channel": "in person" });
        road.post("mother", "/v1/consents/{consent/mother}/withdrawal", taken_back);
        assert_eq!((road.status("adviser", ITEM), road.items("adviser", "/v1/advice-requests")), (404, 0));
        let answer = road.attempt("adviser", "POST", &format!("{ADVICE}/answer"), Some(answer("share")));
        assert_eq!(answer.status, 404, "{}", answer.text);
    });
}

/// F1-18: whoever has left or does not answer is replaced, and no longer sees the item.
#[test]
fn somebody_else_is_asked_instead() {
    leave_after(Scene::Inviting, "disclosure_replaced", |road| {
        road.time("2026-02-12T10:00:00");
        for key in ["adviser", "second"] {
            let person = json!({ "name": format!("Mere {key}"), "profession": "supervisor" });
            let id = road.post("administrator", "/v1/agencies/{agency/school}/workers", person).id();
            road.enter(key, &format!("worker:{id}"));
            road.keep(&format!("worker/{key}"), id);
        }
        propose(road, "school", of_school(road));
        ask(road, "supervisor");
        assert_eq!(road.status("adviser", ITEM), 200);
        let question =
            json!({ "adviser_id": road.id("worker/second"), "role": "supervisor", "question": "And you?" });
        let id = road.post("school", &at("advice-requests"), question).id();
        assert_eq!(road.status("coordinator", ADVICE), 404, "no answer was given");
        let first = road.get("school", ADVICE);
        assert!(
            first.body["replaced_at"].is_string() && first.body.get("answer").is_none(),
            "{}",
            first.text
        );
        for path in [ITEM, ADVICE] {
            assert_eq!(road.status("adviser", path), 404, "{path}");
        }
        assert_eq!(
            road.attempt("adviser", "POST", &format!("{ADVICE}/answer"), Some(answer("share"))).status,
            404
        );
        assert_eq!(
            (road.items("adviser", "/v1/advice-requests"), road.items("second", "/v1/advice-requests")),
            (0, 1)
        );
        road.keep("advice", id);
        road.post("second", &format!("{ADVICE}/answer"), answer("share"));
        assert_eq!(road.get("school", ITEM).text_at("/status"), "proposed");
        assert_eq!(road.items("school", &at("advice-requests")), 2);
    });
}

fn each_guard(road: &Road<'_>) {
    let question = |adviser: &str| json!({ "adviser_id": adviser, "role": "supervisor", "question": "?" });
    let path = at("advice-requests");
    road.refused("school", &path, question(road.id("item")), (422, "reference.unknown"));
    road.refused("school", &path, question(road.id("worker/school")), (422, "advice.adviser_not_possible"));
    let as_lawyer = json!({ "adviser_id": road.id("worker/income"), "role": "lawyer", "question": "?" });
    for elsewhere in [question(road.id("worker/adviser")), as_lawyer] {
        let refused = road.refused("school", &path, elsewhere, (422, "advice.adviser_not_possible"));
        assert_eq!(refused.text_at("/errors/0/pointer"), "#/adviser_id");
    }
    let others = question(road.id("worker/adviser"));
    road.refused("coordinator", &path, others.clone(), (409, "disclosure.of_another_agency"));
    for who in ["income", "mother", "adviser", "stranger"] {
        assert!([403, 404].contains(&road.attempt(who, "POST", &path, Some(others.clone())).status), "{who}");
    }
}

/// The version of the item in the tag that the mother gets.
fn version(road: &Road<'_>) -> String {
    let item = road.get("mother", ITEM);
    item.header("etag").unwrap().split('.').next().unwrap().to_owned()
}

/// What is not privileged is for the coordinator once it is given, and for the family once it may know of the item.
fn a_supervisor(road: &mut Road<'_>) {
    road.keep("worker/lawyer", road.id("worker/adviser").to_owned());
    hire(road, ("agency/school", "principal"));
    ask(road, "supervisor");
    read_by(road, &["school", "adviser"]);
    road.post("adviser", &format!("{ADVICE}/answer"), answer("share"));
    read_by(road, &["school", "adviser", "coordinator"]);
    road.post("school", &at("approval"), json!({}));
    read_by(road, &["school", "adviser", "coordinator", "mother", "father"]);
    let asked = version(road);
    road.get("adviser", ITEM);
    let told = road.get("mother", "/v1/my/access-log?limit=200");
    let has_read = |who: &str| {
        let mut items = told.body["items"].as_array().unwrap().iter();
        items.any(|it| it["topic"] == "disclosure" && it["worker_id"] == road.id(who))
    };
    assert!(has_read("worker/adviser") && !has_read("worker/lawyer"), "a lawyer's advice is privileged");
    assert_eq!(road.get("mother", ADVICE).text_at("/answer/position"), "share");
    assert_eq!(road.get("school", &at("advice-requests")).body["items"].as_array().unwrap().len(), 2);
    let item = road.id("item").to_owned();
    propose(road, "school", of_school(road));
    road.post("school", &at("approval"), json!({}));
    assert_eq!(asked, version(road), "the tag does not tell how often somebody was asked");
    road.keep("item", item);
    tell(road, "coordinator", "mother");
    road.time("2026-02-16T10:00:00");
    road.post("school", &at("delivery"), json!({}));
    assert_eq!((road.status("income", ITEM), road.status("income", ADVICE)), (200, 404));
    read_by(road, &["school", "coordinator", "mother", "father"]);
    assert_eq!(road.status("adviser", ITEM), 404, "it has gone, and needs no advice");
}
