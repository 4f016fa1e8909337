//! What agencies' systems are told: what became of what they may read, and of nothing else (R8, R21 to R24, R28,
//! scenario 1).

use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;
use whakakaha::{demo::journey::Scene, relay};
use whakakaha_tests::client::Client;

use super::{
    Road,
    consent::{signature, wanted},
    episodes::begins,
    from, leave_after,
};
use crate::copy::Copy;

const EVENTS: &str = "/v1/events";
const RESTRICTIONS: &str = "/v1/cases/{case}/restrictions";

impl Road<'_> {
    /// The relay looks at whatever has changed.
    pub(super) fn relay(&self) {
        let service = &self.app.service;
        let round = relay::round(&service.db, &service.clock, Uuid::max());
        actix_web::rt::System::new().block_on(round);
        assert_eq!(self.critic.count("unrelayed"), 0);
    }

    /// The system of an agency, without a critic beside it.
    pub(super) fn system(&self, agency: &str) -> Client {
        self.app.system(self.id(&format!("agency/{agency}")))
    }
}

/// What a system is told from a cursor on, and where it goes on.
pub(crate) fn told(system: &Client, cursor: Option<&str>, limit: usize) -> (Vec<Value>, String) {
    let (mut all, mut cursor) = (Vec::new(), cursor.map(str::to_owned));
    loop {
        let from = cursor.as_ref().map_or_else(String::new, |cursor| format!("&cursor={cursor}"));
        let part = system.get(&format!("{EVENTS}?limit={limit}{from}")).expect(200).body;
        all.extend(part["items"].as_array().unwrap().iter().cloned());
        let next = part["next_cursor"].as_str().unwrap().to_owned();
        if part["has_more"] == false {
            return (all, next);
        }
        cursor = Some(next);
    }
}

/// The same, kept in a copy.
fn follow(system: &Client, copy: &mut Copy, cursor: Option<&str>) -> String {
    let (events, next) = told(system, cursor, 7);
    for event in &events {
        copy.learn(event);
    }
    next
}

/// Of what is told, which things and what became of them.
fn told_of(events: &[Value]) -> Vec<(String, String)> {
    let text = |event: &Value, member: &str| event[member].as_str().unwrap().to_owned();
    events.iter().map(|event| (text(event, "type"), text(event, "subject"))).collect()
}

fn event(kind: &str, subject: String) -> (String, String) {
    (format!("nz.whakakaha.{kind}.v1"), subject)
}

/// R8, R22: whoever reads the feed and nothing else has everything that it may read, whether it was there all the time or
/// comes late; and nothing else is in it.
#[test]
fn a_copy_made_of_the_feed_is_what_the_system_may_read() {
    leave_after(Scene::Following, "what_systems_are_told", |road| {
        road.relay();
        for agency in ["school", "income", "public-health"] {
            let system = road.system(agency);
            let mut copy = Copy::default();
            let cursor = follow(&system, &mut copy, None);
            assert!(copy.things().len() > 20, "{agency}: {:#?}", copy.things());
            copy.assert_equals(&system);
            let note = json!({ "domain": "living_conditions", "text": "Damp", "priority": "later" });
            road.post("coordinator", "/v1/cases/{case}/needs", note);
            road.post(
                "coordinator",
                "/v1/cases/{case}/hold",
                json!({ "reason": "family_request", "review_on": "2026-12-05" }),
            );
            road.relay();
            let cursor = follow(&system, &mut copy, Some(&cursor));
            copy.assert_equals(&system);
            road.post("coordinator", "/v1/cases/{case}/resumption", json!({}));
            road.relay();
            follow(&system, &mut copy, Some(&cursor));
            copy.assert_equals(&system);
            let mut late = Copy::default();
            follow(&system, &mut late, None);
            assert_eq!(late.things(), copy.things());
        }
        let page = road.get("school-system", "/v1/events?limit=1");
        assert!(!page.text.contains("Damp") && !page.text.contains("Tauiwi"), "{}", page.text);
        for who in ["school", "mother", "coordinator"] {
            assert_eq!(road.status(who, EVENTS), 403, "{who}");
        }
    });
}

/// F1-17, scenario 4: what the family hides is gone, and what happens to it afterwards is told to nobody from whom it is
/// hidden: not by an event, nor by a gap.
#[test]
fn what_is_hidden_is_gone_and_nothing_more_is_told_of_it() {
    leave_after(Scene::Preparing, "written_and_hidden", |road| {
        let (school, income) = (road.system("school"), road.system("income"));
        road.relay();
        let ((_, of_school), (_, of_income)) = (told(&school, None, 50), told(&income, None, 50));
        let need = road.id("need/health").to_owned();
        let hide = json!({ "kind": "need", "item_id": need, "hidden_from": from(road.id("agency/school")) });
        road.post("mother", RESTRICTIONS, hide);
        road.relay();
        let (events, of_school) = told(&school, Some(&of_school), 50);
        assert_eq!(told_of(&events), [event("need.deleted", format!("needs/{need}"))]);
        assert_eq!(
            told(&income, Some(&of_income), 50).0,
            [] as [Value; 0],
            "who is not concerned is told nothing"
        );
        road.put(
            "mother",
            &format!("/v1/needs/{need}"),
            json!({ "domain": "health", "text": "More", "priority": "priority", "met": false }),
        );
        road.relay();
        assert_eq!(told(&school, Some(&of_school), 50), (Vec::new(), of_school.clone()));
        let (events, _) = told(&income, Some(&of_income), 50);
        assert_eq!(told_of(&events), [event("need.updated", format!("needs/{need}"))]);
        assert!(
            told(&school, None, 50).0.iter().all(|event| event["data"]["id"] != need),
            "whoever begins anew"
        );
    });
}

/// What came and went before the agency asked was never there for it.
#[test]
fn what_came_and_went_is_not_told() {
    leave_after(Scene::Preparing, "what_came_and_went", |road| {
        let school = road.system("school");
        road.relay();
        let (_, cursor) = told(&school, None, 50);
        let body = json!({ "domain": "living_conditions", "text": "Damp", "priority": "later" });
        let need = road.post("mother", "/v1/cases/{case}/needs", body).id();
        road.relay();
        let hide = json!({ "kind": "need", "item_id": need, "hidden_from": from(road.id("agency/school")) });
        road.post("mother", RESTRICTIONS, hide);
        let (events, _) = told(&school, Some(&cursor), 50);
        assert_eq!(
            events,
            [] as [Value; 0],
            "what is hidden by now is not told, also before the relay looks"
        );
        road.relay();
        assert_eq!(told(&school, Some(&cursor), 50).0, [] as [Value; 0]);
        assert_eq!(told(&school, None, 50).0.iter().filter(|event| event["data"]["id"] == need).count(), 0);
    });
}

/// R8, scenario 1: an agency that loses access gets a tombstone and nothing else; where the family lets it in again,
/// it is told what it may read then.
#[test]
fn an_agency_that_loses_access_is_told_that_and_nothing_else() {
    leave_after(Scene::Preparing, "what_a_tombstone_is", |road| {
        let (school, case) = (road.system("school"), road.id("case").to_owned());
        let mut copy = Copy::default();
        road.relay();
        let begin = follow(&school, &mut copy, None);
        let part = json!({ "agencies": [road.id("agency/school")], "channel": "in person" });
        road.both_take_back(&part);
        assert_eq!(told(&school, None, 50).0, [] as [Value; 0], "before the relay has looked");
        road.relay();
        let (events, cursor) = told(&school, Some(&begin), 50);
        // A part was asked back when the mother left, and the whole case when the father did.
        let recalls = school.get("/v1/recalls").expect(200).body["items"].as_array().unwrap().clone();
        let recalls: Vec<_> = recalls.iter().map(|it| it["id"].as_str().unwrap()).collect();
        let asked_back = recalls.iter().map(|id| event("recall.created", format!("recalls/{id}")));
        let asked_back: Vec<_> = asked_back.collect();
        assert_eq!(asked_back.len(), 2);
        let gone = event("case.deleted", format!("cases/{case}"));
        assert_eq!(told_of(&events), [&[gone], &asked_back[..]].concat());
        for event in &events {
            copy.learn(event);
        }
        let left: Vec<String> = copy.things().into_keys().collect();
        let paths: Vec<_> = recalls.iter().map(|id| format!("/v1/recalls/{id}")).collect();
        assert_eq!(left, paths, "{:#?}", copy.things());
        road.post(
            "coordinator",
            "/v1/cases/{case}/hold",
            json!({ "reason": "family_request", "review_on": "2026-03-05" }),
        );
        road.relay();
        assert_eq!(told(&school, Some(&cursor), 50).0, [] as [Value; 0]);
        assert_eq!(told_of(&told(&school, None, 50).0), asked_back, "whoever begins anew");

        let need = road.id("need/health").to_owned();
        let hide = json!({ "kind": "need", "item_id": need, "hidden_from": from(road.id("agency/school")) });
        road.post("mother", RESTRICTIONS, hide);
        for who in ["mother", "father"] {
            let asked = road.post("coordinator", "/v1/cases/{case}/consents", wanted(road, who)).id();
            road.keep("anew", asked);
            road.post(who, "/v1/consents/{anew}/signature", signature());
        }
        road.relay();
        // Who was told of the tombstone, and who was away all the time.
        for since in [cursor, begin] {
            let mut copy = copy.clone();
            follow(&school, &mut copy, Some(&since));
            copy.assert_equals(&school);
            assert!(!copy.things().contains_key(&format!("/v1/needs/{need}")));
            assert!(copy.things().len() > 10);
        }
    });
}

/// What runs out by the clock is not told from that instant on, although nothing was written.
#[test]
fn a_consent_that_runs_out_ends_the_feed_at_once() {
    leave_after(Scene::Preparing, "what_runs_out", |road| {
        let school = road.system("school");
        road.relay();
        let (events, cursor) = told(&school, None, 3);
        assert!(!events.is_empty());
        let clock = &road.app.service.clock;
        clock.set(clock.now() + TimeDelta::days(1100));
        let school = road.system("school");
        assert_eq!(told(&school, None, 50).0, [] as [Value; 0]);
        assert_eq!(
            school.get(&format!("{EVENTS}?cursor={cursor}")).expect(410).code(),
            "request.cursor_expired"
        );
        clock.set(clock.now() - TimeDelta::days(1100));
        let before_it_ends = told(&road.system("school"), None, 50);
        assert_eq!(before_it_ends.0, events);
        clock.set(clock.now() + TimeDelta::days(1100));
        road.round();
        road.relay();
        let tombstones = "SELECT DISTINCT resource FROM holdings WHERE happening = 'deleted'";
        assert_eq!(road.app.database.value(tombstones), "case");
        assert_eq!(told(&road.system("school"), None, 50).0, [] as [Value; 0]);
    });
}

/// R8: a tombstone is kept for 90 days. Whoever reads regularly goes on, also where nothing happens.
#[test]
fn a_cursor_lives_for_ninety_days() {
    leave_after(Scene::Preparing, "what_a_cursor_is", |road| {
        road.relay();
        let clock = &road.app.service.clock;
        let (_, old) = told(&road.system("school"), None, 50);
        let (_, mut kept) = told(&road.system("school"), Some(&old), 50);
        for _ in 0..3 {
            clock.set(clock.now() + TimeDelta::days(80));
            let (events, next) = told(&road.system("school"), Some(&kept), 50);
            assert_eq!(events, [] as [Value; 0]);
            kept = next;
        }
        let school = road.system("school");
        assert_eq!(
            school.get(&format!("{EVENTS}?cursor={old}")).expect(410).code(),
            "request.cursor_expired"
        );
        road.both_take_back(&json!({ "agencies": [road.id("agency/school")], "channel": "in person" }));
        road.relay();
        assert_eq!(
            told(&road.system("school"), Some(&kept), 50).0.len(),
            3,
            "the case is gone, and was asked back: a part, and then all of it"
        );
        clock.set(clock.now() + TimeDelta::days(91));
        road.round();
        let gone = "SELECT count(*) FROM holdings WHERE happening IN ('deleted', 'silenced')";
        assert_eq!(road.app.database.value(gone), "0");
    });
}

/// One relay at a time: while it has the lease another one does nothing, and takes over when it is silent.
#[test]
fn one_relay_looks_at_a_time() {
    leave_after(Scene::Opening, "who_relays", |road| {
        let service = &road.app.service;
        let by = |holder| {
            actix_web::rt::System::new().block_on(relay::round(&service.db, &service.clock, holder));
            road.critic.count("unrelayed")
        };
        assert_eq!(by(Uuid::max()), 0);
        road.post("coordinator", "/v1/cases/{case}/withdrawal", json!({ "channel": "in person" }));
        assert_eq!(by(Uuid::nil()), 1);
        service.clock.set(service.clock.now() + TimeDelta::seconds(21));
        assert_eq!(by(Uuid::nil()), 0);
    });
}

/// Three families in a row: the first shares somebody with the second, and the second somebody else with the third. What
/// the second restricts is missing in the case of the third, although the change came while the first was looked at.
#[test]
fn what_a_family_restricts_is_gone_from_the_cases_of_all_who_share_its_people() {
    leave_after(Scene::Preparing, "families_in_a_row", |road| {
        let region = road.id("region").to_owned();
        let nana = json!({ "region_id": region, "name": "Mere Hēnare", "born_on": "1950-05-05" });
        let nana = road.post("coordinator", "/v1/people", nana).id();
        road.enter("nana", &format!("person:{nana}"));
        road.keep("person/nana", nana);
        let first = begun(road, "first", &["nana"]);
        let second = begun(road, "second", &["nana", "mother"]);
        road.relay();
        let school = road.system("school");
        let mother = event("person.deleted", format!("people/{}", road.id("person/mother")));
        let (before, cursor) = told(&school, None, 50);
        assert!(!told_of(&before).contains(&mother));
        let offered = json!({ "domain": "health", "text": "Teeth", "priority": "later" });
        road.post("nana", &format!("{first}/needs"), offered);
        let from = from(road.id("agency/school"));
        let hide = json!({ "kind": "person", "person_id": road.id("person/mother"), "hidden_from": from });
        road.post("mother", &format!("{second}/restrictions"), hide);
        road.relay();
        let events = told_of(&told(&school, Some(&cursor), 50).0);
        assert!(events.contains(&mother), "{events:#?}");
    });
}

/// A family of these people with a case of its own, to which all of them agree.
fn begun(road: &mut Road<'_>, name: &str, people: &[&str]) -> String {
    let family =
        json!({ "name": name, "region_id": road.id("region"), "language": "en", "interpreter": false });
    let family = road.post("coordinator", "/v1/families", family).id();
    for who in people {
        let person = road.id(&format!("person/{who}"));
        let joins =
            json!({ "person_id": person, "role": "adult", "dependent": false, "started_on": "2026-02-02" });
        road.post("coordinator", &format!("/v1/families/{family}/members"), joins);
    }
    let case = format!("/v1/cases/{}", begins(road, &family).id());
    for who in people {
        let mut asked = wanted(road, who);
        asked["children"] = json!([]);
        let asked = road.post("coordinator", &format!("{case}/consents"), asked).id();
        road.post(who, &format!("/v1/consents/{asked}/signature"), signature());
    }
    case
}
