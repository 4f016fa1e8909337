//! What is corrected of an item of information reaches the members of the family who received it (IPP 7).

use serde_json::json;
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    disclosure::{ITEM, agency, ask_to_correct, at, of_school, propose, tell, with},
    leave_after,
    own_door::texts,
};

const OWN: &str = "/v1/my/correction-notices";
const NOTE: &str = "/v1/correction-notices/{notice}/acknowledgement";

/// What the school has about the mother, for Work and Income and the father.
fn of_mother(road: &mut Road<'_>) {
    let father = json!({ "kind": "family_member", "person_id": road.id("person/father") });
    let item = with(of_school(road), "subjects", json!([road.id("person/mother")]));
    let item = with(item, "recipients", json!([agency(road, "income"), father]));
    propose(road, "school", item);
    road.post("school", &at("approval"), json!({}));
    tell(road, "coordinator", "mother");
    road.time("2026-02-15T10:00:00");
    road.post("school", &at("delivery"), json!({}));
}

/// IPP 7: a correction, and a statement where there is none, go to whoever received the item, of the family as well.
#[test]
fn a_member_who_received_an_item_is_told_what_becomes_of_it() {
    leave_after(Scene::Inviting, "who_received_an_item", |road| {
        road.time("2026-02-12T10:00:00");
        of_mother(road);
        let asked = ask_to_correct(road, "mother");
        road.keep("correction", asked);
        let now = json!({ "summary": "she comes to one day of two", "reason": "counted twice" });
        road.post("school", &at("correction"), now);
        let told = road.get("father", OWN);
        assert_eq!(texts(&told, "news"), ["corrected"], "{}", told.text);
        assert_eq!(told.text_at("/items/0/about/id"), road.id("item"));
        assert!(told.body["items"][0].get("agency_id").is_none(), "{}", told.text);
        road.keep("notice", told.text_at("/items/0/id"));
        it_is_theirs_alone(road);

        road.post("father", NOTE, json!({}));
        road.unchanged("father", NOTE, json!({}));
        let count = |query: &str| {
            road.get("father", &format!("{OWN}?{query}")).body["items"].as_array().unwrap().len()
        };
        assert_eq!((count("acknowledged=true"), count("acknowledged=false")), (1, 0));
        a_statement_is_passed_on(road);
    });
}

fn it_is_theirs_alone(road: &Road<'_>) {
    for (who, status) in
        [("father", 200), ("mother", 404), ("coordinator", 404), ("income", 404), ("aunty", 404)]
    {
        assert_eq!(road.status(who, "/v1/correction-notices/{notice}"), status, "{who}");
    }
    for (who, status) in [("mother", 404), ("coordinator", 404), ("income", 404), ("school-system", 404)] {
        assert_eq!(road.attempt(who, "POST", NOTE, Some(json!({}))).status, status, "{who}");
    }
    assert_eq!((road.items("mother", OWN), road.items("aunty", OWN)), (0, 0));
    for who in ["coordinator", "income", "school-system", "administrator"] {
        assert_eq!(road.status(who, OWN), 403, "{who}");
    }
    assert_eq!(road.status("father", "/v1/correction-notices"), 403, "that is for agencies");
    let of_item = "/v1/disclosures/{item}/correction-notices";
    for who in ["mother", "coordinator", "school"] {
        assert_eq!(texts(&road.get(who, of_item), "agency_id"), [road.id("agency/income")], "{who}");
    }
}

/// Who received an item reads what is disputed of it, unless whoever disputes it, or the item, is kept from them.
fn a_statement_is_passed_on(road: &mut Road<'_>) {
    let asked = ask_to_correct(road, "mother");
    road.keep("correction", asked);
    road.post("school", "/v1/corrections/{correction}/refusal", json!({ "reason": "it was counted" }));
    assert!(road.get("father", ITEM).body.get("statements").is_none());
    road.post("mother", "/v1/corrections/{correction}/statement", json!({ "text": "one was a tangi" }));
    for who in ["father", "income", "mother"] {
        assert_eq!(road.get(who, ITEM).text_at("/statements/0/text"), "one was a tangi", "{who}");
    }
    assert_eq!(texts(&road.get("father", OWN), "news"), ["corrected", "statement_attached"]);
    let from_father = json!([{ "kind": "family_member", "person_id": road.id("person/father") }]);
    let hidden =
        json!({ "kind": "person", "person_id": road.id("person/mother"), "hidden_from": from_father });
    road.post("mother", "/v1/cases/{case}/restrictions", hidden);
    assert_eq!((road.status("father", ITEM), road.items("father", OWN)), (404, 0));
    assert_eq!(road.status("father", "/v1/correction-notices/{notice}"), 404);
}
