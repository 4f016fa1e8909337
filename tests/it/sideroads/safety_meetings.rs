//! A meeting to which the protected person comes does not exist for the restricted one: it is named in nothing, and
//! nothing that is done about it is told (F0-21, scenario 7).

use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;

use super::{
    Road,
    disclosure::{ITEM, ITEMS, agency, of_school},
    leave_after,
};

const MEETING: &str = "/v1/meetings/{meeting}";
const PLAN: &str = "/v1/plan-versions/{plan}";

/// Somebody who joins the family when the meeting is over, and must not meet the mother.
fn newcomer(road: &mut Road<'_>) {
    let person = json!({ "name": "Moana Rāwiri", "region_id": road.id("region"), "born_on": "1990-01-01" });
    let person = road.post("coordinator", "/v1/people", person).id();
    let joins =
        json!({ "person_id": person, "role": "adult", "dependent": false, "started_on": "2026-02-19" });
    road.post("coordinator", "/v1/families/{family}/members", joins);
    road.enter("newcomer", &format!("person:{person}"));
    road.keep("person/newcomer", person);
}

fn kept_away(road: &mut Road<'_>, who: &str) {
    let mut alert = road.keeps_father_away(None);
    alert["person_id"] = road.id(&format!("person/{who}")).into();
    road.raise(alert);
}

/// What is about a meeting, said or asked by somebody: as of one that there is not.
fn unknown_to(road: &Road<'_>, who: &str, meeting: &str) {
    let about = |key: &str| {
        json!({
            "case_id": road.id("case"), "about": { "kind": "meeting", "id": road.id(key) },
            "text": "it was too long", "audience": "everybody", "wrong": "the time", "wanted": "six",
        })
    };
    for (path, dropped) in
        [("/v1/my/statements", ["wrong", "wanted"]), ("/v1/my/corrections", ["text", "audience"])]
    {
        let refused = |key: &str| {
            let mut body = about(key);
            for member in dropped {
                body.as_object_mut().unwrap().remove(member);
            }
            let mut answer = road.refused(who, path, body, (422, "reference.unknown")).body;
            answer.as_object_mut().unwrap().remove("instance");
            answer
        };
        assert_eq!(refused(meeting), refused("case"), "{who} {path}");
    }
}

/// The plan comes of it, and a review takes place at it; neither names it.
#[test]
fn what_came_of_a_meeting_does_not_name_it() {
    leave_after(Scene::Agreeing, "unnamed_meeting", |road| {
        newcomer(road);
        let named = |road: &Road<'_>, who: &str| {
            let list = road.get(who, "/v1/cases/{case}/plan-versions");
            let told = [road.get(who, PLAN).text_at("/meeting_id"), list.text_at("/items/0/meeting_id")];
            told.map(|it| it == road.id("meeting"))
        };
        assert_eq!(named(road, "newcomer"), [true; 2]);
        kept_away(road, "newcomer");
        assert_eq!((road.status("newcomer", MEETING), road.status("mother", MEETING)), (404, 200));
        assert_eq!(named(road, "newcomer"), [false; 2]);
        assert!(!road.get("newcomer", PLAN).text.contains(road.id("meeting")));
        assert_eq!(named(road, "mother"), [true; 2]);
        unknown_to(road, "newcomer", "meeting");
    });
}

/// What somebody finds that was looked at or changed, newest first.
fn log(road: &Road<'_>, who: &str) -> Vec<Value> {
    road.get(who, "/v1/my/access-log?limit=200").body["items"].as_array().unwrap().clone()
}

/// The log of looks and changes tells nothing of it, nor of the invitations to it.
#[test]
fn what_is_done_about_a_meeting_is_not_told() {
    leave_after(Scene::Inviting, "untold_meeting", |road| {
        let of_meetings = |log: &[Value]| log.iter().filter(|it| it["topic"] == "meeting").count();
        let once = of_meetings(&log(road, "father"));
        kept_away(road, "father");
        road.post("mother", "/v1/invitations/{invitation/father}/refusal", json!({}));
        let (his, hers) = (log(road, "father"), log(road, "mother"));
        assert!(of_meetings(&his) < once && of_meetings(&hers) >= once, "{his:?}");
        for path in [MEETING, "/v1/meetings/{meeting}/invitations", "/v1/invitations/{invitation/mother}"] {
            road.get("coordinator", path);
        }
        let invitee = json!({ "invitee": { "kind": "support_person", "name": "Nan" } });
        road.post("coordinator", "/v1/meetings/{meeting}/invitations", invitee);
        let answer = json!({ "answer": "tentative" });
        road.post("coordinator", "/v1/invitations/{invitation/mother}/answer", answer);
        let move_on = json!({ "starts_at_local": "2026-02-26T18:30:00" });
        road.post("coordinator", &format!("{MEETING}/rescheduling"), move_on);
        assert_eq!(log(road, "father"), his);
        assert!(log(road, "mother").len() >= hers.len() + 6);
    });
}

/// What is shared for it is about a child whom the restricted person may see.
#[test]
fn what_is_shared_for_a_meeting_does_not_name_it() {
    leave_after(Scene::Inviting, "unnamed_purpose", |road| {
        kept_away(road, "father");
        road.post("mother", "/v1/invitations/{invitation/father}/refusal", json!({}));
        assert_eq!(road.status("father", MEETING), 404);
        let mut item = of_school(road);
        item["recipients"] = json!([agency(road, "income")]);
        let item = road.post("school", ITEMS, item).id();
        road.keep("item", item);
        road.post("school", &format!("{ITEM}/approval"), json!({}));
        for (who, told) in [("mother", json!(road.id("meeting"))), ("father", Value::Null)] {
            for (path, at) in [(ITEM, ""), (ITEMS, "/items/0")] {
                let answer = road.get(who, path);
                assert_eq!(
                    answer.body.pointer(at).unwrap()["meeting_id"],
                    told,
                    "{who} {path}: {}",
                    answer.text
                );
            }
            let copy = road.get(who, "/v1/my/export").text;
            assert_eq!(copy.contains(road.id("meeting")), who == "mother", "{copy}");
        }
        assert!(!road.get("father", "/v1/my/disclosures").text.contains(road.id("meeting")));
    });
}
