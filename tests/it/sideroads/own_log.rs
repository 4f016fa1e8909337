//! Of whom else somebody is told who looked: whānau who support the family, of what is about them; and those who act for a
//! child, of the child (F0-23, IPP 6).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    disclosure::{ITEM, at, of_school, propose, with},
    leave_after,
    own_door::texts,
};

const LOG: &str = "/v1/my/access-log";

/// Everything that somebody is told, the latest first.
fn told(road: &Road<'_>, who: &str) -> Vec<String> {
    texts(&road.attempt(who, "GET", &format!("{LOG}?limit=200"), None), "sentence")
}

/// What somebody is told once this was looked at.
fn told_of(road: &Road<'_>, who: &str, onlooker: &str, path: &str) -> Vec<String> {
    let before = told(road, who).len();
    assert_eq!(road.status(onlooker, path), 200, "{path}");
    let mut all = told(road, who);
    all.truncate(all.len() - before);
    all
}

/// F0-23: they find who looked at an item about them or at their invitation, and nothing else of the case.
#[test]
fn whanau_who_support_are_told_of_what_is_about_them() {
    leave_after(Scene::Inviting, "who_looked_at_support", |road| {
        road.time("2026-02-12T10:00:00");
        let before = told(road, "aunty");
        let other = of_school(road);
        propose(road, "school", other);
        road.post("school", &at("approval"), json!({}));
        let nothing =
            [ITEM, "/v1/cases/{case}", "/v1/cases/{case}/disclosures", "/v1/invitations/{invitation/mother}"];
        for path in nothing {
            assert!(told_of(road, "aunty", "coordinator", path).is_empty(), "{path}");
        }
        assert_eq!(told(road, "aunty"), before, "nor who changed anything else");

        let hers = with(of_school(road), "subjects", json!([road.id("person/aunty")]));
        propose(road, "school", hers);
        assert_eq!(told(road, "aunty"), before, "she does not know of it yet");
        road.post("school", &at("approval"), json!({}));
        let changed = |all: &[String]| {
            all.iter().filter(|it| it.contains("changed something in what one agency shares")).count()
        };
        assert_eq!((changed(&before), changed(&told(road, "aunty"))), (0, 2), "proposed and approved");
        let coordinator = road.who("coordinator").name.clone();
        for (path, what) in [
            (ITEM, "what one agency shares with others about you"),
            ("/v1/invitations/{invitation/aunty}", "your invitation to a meeting"),
        ] {
            let [said] = told_of(road, "aunty", "coordinator", path).try_into().unwrap();
            assert!(
                said.starts_with(&coordinator) && said.ends_with(&format!("looked at {what}.")),
                "{said}"
            );
        }
        assert_eq!(told_of(road, "mother", "coordinator", ITEM).len(), 0, "it is hers");
        assert!(road.get("aunty", &format!("{LOG}?limit=1")).text.contains(&coordinator));

        road.leaves("aunty", "2026-02-12");
        let topics = texts(&road.attempt("aunty", "GET", &format!("{LOG}?limit=200"), None), "topic");
        assert!(
            topics.iter().all(|it| it == "person"),
            "who left is told of their own record alone: {topics:?}"
        );
    });
}

/// Model 3.3: who is on record as parent or guardian acts for a child, and nobody else; where nobody is, the adults do.
#[test]
fn those_on_record_act_for_a_child() {
    leave_after(Scene::Agreeing, "who_acts_for_a_child", |road| {
        const CHILD: &str = "/v1/people/{person/tamaiti}";
        const OWN: &str = "/v1/my/corrections";
        let wish = |road: &Road<'_>| -> Value {
            let about = json!({ "kind": "person", "id": road.id("person/tamaiti") });
            json!({ "case_id": road.id("case"), "about": about, "wrong": "the school", "wanted": "another" })
        };
        for who in ["mother", "father"] {
            assert_eq!(told_of(road, who, "coordinator", CHILD).len(), 1, "{who}");
        }
        let related = json!({ "of_person_id": road.id("person/tamaiti"), "kind": "parent" });
        let kin = road.post("coordinator", "/v1/people/{person/mother}/relationships", related).id();
        road.keep("relationship", kin);
        assert_eq!(told_of(road, "mother", "coordinator", CHILD).len(), 1);
        assert_eq!(told_of(road, "father", "coordinator", CHILD).len(), 0, "he is not on record");
        road.post("mother", OWN, wish(road));
        road.refused("father", OWN, wish(road), (422, "reference.unknown"));

        road.post("coordinator", "/v1/relationships/{relationship}/end", json!({ "ended_on": "2026-02-19" }));
        assert_eq!(told_of(road, "father", "coordinator", CHILD).len(), 1, "nobody is any more");
        assert_eq!(told_of(road, "mother", "coordinator", CHILD).len(), 0, "and she was");
        road.post("father", OWN, wish(road));
        road.refused("mother", OWN, wish(road), (422, "reference.unknown"));
    });
}
