//! What is about to be shared of somebody, and their answer to it, at their own door (F1-16, IPP 3A).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    disclosure::{ITEM, ask_to_correct, at, keeping, of_school, propose, tell},
    leave_after,
    own_door::{latest_change, texts},
};

const OWN: &str = "/v1/my/disclosures";

/// What somebody finds of the item.
fn own(road: &Road<'_>, who: &str) -> Option<Value> {
    let list = road.get(who, OWN);
    let mut items = list.body["items"].as_array().unwrap().iter();
    items.find(|it| it["id"] == road.id("item")).cloned()
}

/// F1-16: what, by whom, to whom, why, on which ground, until when; the answer, and where to give it.
#[test]
fn what_is_about_to_be_shared_waits_at_the_door() {
    leave_after(Scene::Inviting, "own_disclosures", |road| {
        road.time("2026-02-12T10:00:00");
        propose(road, "school", of_school(road));
        assert_eq!(own(road, "mother"), None, "nobody means to share it yet");
        road.post("school", &at("approval"), json!({}));
        for who in ["mother", "father"] {
            let item = own(road, who).unwrap();
            assert_eq!(
                (&item["waits_for_you"], item.get("notice_id")),
                (&json!(true), None),
                "{who}: {item}"
            );
            assert_eq!(item["told"]["what"], "Kahurangi misses two days a week", "{item}");
            assert_eq!(item["told"]["about"].as_array().unwrap().len(), 1);
        }
        let notice = tell(road, "coordinator", "mother");
        let item = own(road, "mother").unwrap();
        assert_eq!(
            (&item["notice_id"], &item["told"]),
            (&notice["id"], &notice["items"][0]),
            "as it was worded"
        );
        assert_eq!((&item["addresses"], &item["rights"]), (&notice["addresses"], &notice["rights"]));
        assert!(item["answer_by_at"].as_str().unwrap().starts_with("2026-02-13T21:00:"), "{item}");
        let of_father = own(road, "father").unwrap();
        assert!(of_father.get("notice_id").is_none(), "it was given to her: {of_father}");
        assert_eq!(of_father["told"], item["told"], "and says the same");
        for name in ["about", "to"] {
            let names: Vec<&str> =
                item["told"][name].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            assert!(!names.is_empty() && names.iter().all(|it| !it.is_empty()), "{item}");
        }
        each_answers_for_themselves(road, &item);
        corrected_and_over(road);
    });
}

fn each_answers_for_themselves(road: &Road<'_>, item: &Value) {
    assert_eq!(item["links"]["answer"], road.path(&at("answer")), "{item}");
    road.post("mother", item["links"]["answer"].as_str().unwrap(), json!({ "answer": "agree" }));
    let answered = own(road, "mother").unwrap();
    assert_eq!((&answered["waits_for_you"], &answered["answer"]["answer"]), (&json!(false), &json!("agree")));
    let of_father = own(road, "father").unwrap();
    assert_eq!(
        (&of_father["waits_for_you"], of_father.get("answer")),
        (&json!(true), None),
        "each their own"
    );
    road.get("mother", item["links"]["notice"].as_str().unwrap());
    for who in ["school", "coordinator", "school-system", "administrator", "stranger"] {
        assert_eq!(road.status(who, OWN), 403, "{who}");
    }
    assert_eq!(road.items("aunty", OWN), 0);
}

fn corrected_and_over(road: &mut Road<'_>) {
    road.time("2026-02-14T10:01:00");
    road.post("school", &at("delivery"), json!({}));
    let ahead = |road: &Road<'_>| {
        road.get("mother", &format!("{OWN}?ahead=true")).body["items"].as_array().unwrap().len()
    };
    assert_eq!((ahead(road), road.items("mother", OWN)), (0, 1));
    let shared = own(road, "father").unwrap();
    assert_eq!((&shared["status"], &shared["waits_for_you"]), (&json!("disclosed"), &json!(false)));
    assert!(shared["links"]["answer"].is_string(), "a no counts afterwards as well: {shared}");
    let now = json!({ "summary": "Kahurangi misses one day a week", "reason": "counted twice" });
    road.refused("school", &at("correction"), now.clone(), (409, "disclosure.correction_not_asked"));
    ask_to_correct(road, "mother");
    road.post("school", &at("correction"), now.clone());
    assert_eq!(road.get("mother", "/v1/my/corrections").text_at("/items/0/answer"), "counted twice");
    road.refused("school", &at("correction"), now, (409, "disclosure.correction_not_asked"));
    let corrected = own(road, "mother").unwrap();
    assert_eq!(corrected["told"]["what"], "Kahurangi misses two days a week", "what she was told");
    assert_eq!(corrected["corrected_to"], "Kahurangi misses one day a week");
    let copy = road.get("mother", "/v1/my/export");
    assert_eq!(copy.text_at("/disclosures/0/id"), road.id("item"));
    assert_eq!(copy.text_at("/disclosures/0/answer/answer"), "agree");
    road.post("father", &at("answer"), json!({ "answer": "object" }));
    let over = own(road, "mother").unwrap();
    assert_eq!((&over["status"], over["links"].get("answer")), (&json!("recalled"), None), "{over}");
    let why = |who: &str| road.get(who, ITEM).text_at("/account/ending/reason");
    assert_eq!(["father", "mother"].map(why), ["family_objected", "not_told"], "his answer is his");
    assert!(ahead(road) == 0 && texts(&road.get("father", OWN), "id") == [road.id("item")]);
    road.time("2026-02-19T10:00:00");
    road.leaves("father", "2026-02-19");
    assert_eq!(road.items("father", OWN), 0);
}

/// F1-16: of what is about a child its parents and guardians on record are told, and nobody who is none any more.
#[test]
fn what_is_shared_of_a_child_is_told_to_its_guardians() {
    leave_after(Scene::Inviting, "who_is_told_of_a_child", |road| {
        road.time("2026-02-12T10:00:00");
        propose(road, "school", of_school(road));
        road.post("school", &at("approval"), json!({}));
        let knows = |road: &Road<'_>| {
            ["mother", "father"].map(|who| (own(road, who).is_some(), road.status(who, ITEM) == 200))
        };
        let (yes, no) = ((true, true), (false, false));
        assert_eq!(knows(road), [yes, yes], "nobody is on record");
        let parent = |of: &str| json!({ "kind": "parent", "of_person_id": road.id(&format!("person/{of}")) });
        let (hers, his) = (parent("tamaiti"), parent("tamaiti"));
        let his = road.post("coordinator", "/v1/people/{person/father}/relationships", his).id();
        road.keep("his", his);
        assert_eq!(knows(road), [no, yes]);
        road.post("coordinator", "/v1/people/{person/mother}/relationships", hers);
        assert_eq!(knows(road), [yes, yes]);
        road.post("coordinator", "/v1/relationships/{his}/end", json!({ "ended_on": "2026-02-11" }));
        assert_eq!(knows(road), [yes, no]);
        let told = json!({
            "person_id": road.id("person/father"), "disclosures": [road.id("item")], "channel": "letter",
            "addresses": "1 Main Road",
        });
        let notices = "/v1/cases/{case}/disclosure-notices";
        road.refused("coordinator", notices, told, (422, "disclosure.person_not_concerned"));
        tell(road, "coordinator", "mother");
        assert_eq!(road.get("school", ITEM).text_at("/status"), "notified");
    });
}

/// F1-16: an adult who supports the family is told themselves, and nobody answers for them.
#[test]
fn what_is_shared_of_somebody_who_helps_is_told_to_them() {
    leave_after(Scene::Inviting, "who_is_told_of_a_helper", |road| {
        road.time("2026-02-12T10:00:00");
        let mut body = of_school(road);
        body["subjects"] = json!([road.id("person/aunty")]);
        propose(road, "school", body);
        road.post("school", &at("approval"), json!({}));
        for (who, found) in [("aunty", true), ("mother", false), ("father", false)] {
            assert_eq!((own(road, who).is_some(), road.status(who, ITEM) == 200), (found, found), "{who}");
        }
        tell(road, "coordinator", "aunty");
        ask_to_correct(road, "aunty");
        road.post("aunty", &at("answer"), json!({ "answer": "object" }));
        assert_eq!(road.get("school", ITEM).text_at("/status"), "withheld");
    });
}

/// IPP 3A, F0-23: whoever reads an item, and what becomes of it, is told to those whom it concerns.
#[test]
fn whoever_reads_what_is_shared_is_told() {
    leave_after(Scene::Inviting, "who_reads_items", |road| {
        road.time("2026-02-12T10:00:00");
        propose(road, "school", of_school(road));
        let latest = |road: &Road<'_>, who: &str| {
            let told = road.attempt(who, "GET", "/v1/my/access-log?limit=1", None).body["items"][0].clone();
            (told["topic"].clone(), told["deed"].clone(), told["agency_id"].clone())
        };
        let of = |road: &Road<'_>, deed: &str, agency: &str| {
            (json!("disclosure"), json!(deed), json!(road.id(&format!("agency/{agency}"))))
        };
        road.get("school", ITEM);
        assert_ne!(latest(road, "mother").0, "disclosure", "she does not know of it yet");
        road.post("school", &at("approval"), json!({}));
        assert_eq!(latest_change(road, "mother")["topic"], "disclosure");
        road.get("school-system", ITEM);
        assert_eq!(latest(road, "mother"), of(road, "looked_at", "school"));
        tell(road, "coordinator", "mother");
        road.time("2026-02-15T10:00:00");
        road.post("school", &at("delivery"), json!({}));
        for reader in ["income", "public-health"] {
            road.get(reader, ITEM);
            for who in ["mother", "father"] {
                assert_eq!(latest(road, who), of(road, "looked_at", reader), "{who}");
            }
        }
        road.refused("income", &at("recall"), json!({ "reason": "x" }), (403, "auth.forbidden"));
        assert_eq!(latest(road, "mother").0, "disclosure");
        let before = latest_change(road, "father");
        let answer = json!({ "answer": "object", "family_decision": road.decided("2026-02-15") });
        road.post("coordinator", &at("answer"), answer);
        assert_eq!(latest_change(road, "father"), before, "who answered what is for whoever did");
    });
}

/// F1-17: what is kept from somebody is kept at their own door, and so is an item that goes to somebody who is.
#[test]
fn what_is_kept_from_somebody_does_not_wait_at_their_door() {
    leave_after(Scene::Inviting, "own_disclosures_kept", |road| {
        road.time("2026-02-12T10:00:00");
        let mut body = of_school(road);
        let aunty = json!({ "kind": "family_member", "person_id": road.id("person/aunty") });
        body["recipients"].as_array_mut().unwrap().push(aunty);
        propose(road, "school", body);
        road.post("school", &at("approval"), json!({}));
        assert!(own(road, "father").is_some());
        let from_father = json!([{ "kind": "family_member", "person_id": road.id("person/father") }]);
        let wish =
            json!({ "kind": "person", "person_id": road.id("person/aunty"), "hidden_from": from_father });
        let kept = road.post("mother", "/v1/cases/{case}/restrictions", wish).id();
        road.keep("restriction", kept);
        assert_eq!((own(road, "father"), road.status("father", ITEM)), (None, 404), "it names her");
        assert!(own(road, "mother").is_some());
        road.post("mother", "/v1/restrictions/{restriction}/lift", json!({}));
        assert!(own(road, "father").is_some());
        let wish = super::disclosure::with(keeping(road, "school"), "hidden_from", from_father_of(road));
        road.post("mother", "/v1/cases/{case}/restrictions", wish);
        assert_eq!(own(road, "father"), None, "a kind of information");
    });
}

fn from_father_of(road: &Road<'_>) -> Value {
    json!([{ "kind": "family_member", "person_id": road.id("person/father") }])
}

/// IPP 3A: where the agencies can be reached comes from the directory, and from whoever tells the family.
#[test]
fn a_notice_says_where_the_agencies_can_be_reached() {
    leave_after(Scene::Inviting, "notice_addresses", |road| {
        road.time("2026-02-12T10:00:00");
        propose(road, "school", of_school(road));
        road.post("school", &at("approval"), json!({}));
        let notice = |road: &Road<'_>| json!({ "person_id": road.id("person/mother"), "disclosures": [road.id("item")], "channel": "letter" });
        let path = "/v1/cases/{case}/disclosure-notices";
        let refused = road.refused("coordinator", path, notice(road), (422, "disclosure.address_missing"));
        assert_eq!(refused.text_at("/errors/0/pointer"), "#/addresses");
        for key in ["school", "income", "public-health"] {
            let path = format!("/v1/agencies/{{agency/{key}}}");
            let mut body = road.get("administrator", &path).body;
            body.as_object_mut().unwrap().remove("id");
            body["address"] = json!(format!("Post box of {key}"));
            road.put("administrator", &path, body);
        }
        let told = road.post("coordinator", path, notice(road));
        for key in ["school", "income", "public-health"] {
            assert!(told.text_at("/addresses").contains(&format!(": Post box of {key}")), "{}", told.text);
        }
        assert_eq!(told.text_at("/addresses").lines().count(), 3);
    });
}
