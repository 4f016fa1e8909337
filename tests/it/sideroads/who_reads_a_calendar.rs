//! Calendars: a program that has the address of a link reads when its owner's meetings are, and nothing else (R19).

use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, EventStatus};
use serde_json::{Value, json};
use whakakaha::demo::journey::Scene;
use whakakaha_api::openapi;
use whakakaha_domain::actor::Scope;
use whakakaha_tests::client::Answer;

use super::{Road, leave_after};

const CALENDARS: &str = "/v1/calendars";
const MEETING: &str = "/v1/meetings/{meeting}";
const LED: &[Scope] = &[Scope::CaseLead];

/// A meeting in a calendar: its sequence, its status, and when it begins and ends.
type Entry = (u32, EventStatus, String, String);

impl Road<'_> {
    /// Makes a link to somebody's calendar; answers the path of its address.
    fn link(&mut self, who: &str) -> String {
        let made = self.post(who, CALENDARS, json!({}));
        self.keep(&format!("calendar/{who}"), made.id());
        path(self.app.base(), &made.body)
    }

    /// What a calendar program reads at an address.
    fn calendar(&mut self, path: &str) -> String {
        self.enter_as("program", String::new(), &[]);
        let answer = self.get("program", path);
        assert_eq!(answer.header("content-type"), Some("text/calendar; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        answer.text
    }

    /// The entries that it finds there.
    fn entries(&mut self, path: &str) -> Vec<Entry> {
        entries(&self.calendar(path))
    }
}

/// The path of the address in an answer.
pub(crate) fn path(base: &str, link: &Value) -> String {
    link["address"].as_str().unwrap().strip_prefix(base).unwrap().to_owned()
}

fn entries(text: &str) -> Vec<Entry> {
    let calendar: Calendar = text.parse().unwrap();
    let instant = |property: Option<&str>| property.unwrap().to_owned();
    let entry = |event: &icalendar::Event| {
        let [start, end] = ["DTSTART", "DTEND"].map(|name| instant(event.property_value(name)));
        (event.get_sequence().unwrap(), event.get_status().unwrap(), start, end)
    };
    calendar.events().map(entry).collect()
}

/// The names of what is said, line by line.
fn properties(text: &str) -> Vec<&str> {
    text.split("\r\n").map(|line| line.split([':', ';']).next().unwrap()).collect()
}

fn held(sequence: u32, status: EventStatus, day: &str) -> Entry {
    (sequence, status, format!("{day}T053000Z"), format!("{day}T073000Z"))
}

/// What is answered, but for the id of the request.
fn told(answer: &Answer) -> (u16, String) {
    let instance = answer.body["instance"].as_str().unwrap_or_default();
    (answer.status, answer.text.replace(instance, ""))
}

#[test]
fn r19_a_calendar_says_when_and_nothing_of_who_and_what() {
    leave_after(Scene::Inviting, "who_reads_a_calendar", |road| {
        let address = road.link("mother");
        let text = road.calendar(&address);
        assert_eq!(entries(&text), [held(0, EventStatus::Confirmed, "20260219")]);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert!(lines.iter().all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
        let unfolded = text.replace("\r\n ", "");
        let meeting = road.id("meeting");
        let uid = format!("UID:urn:uuid:{meeting}");
        let url = format!("URL:{}/v1/meetings/{meeting}", road.app.base());
        for line in ["VERSION:2.0", "METHOD:PUBLISH", "CLASS:CONFIDENTIAL", "SUMMARY:Meeting", &uid, &url] {
            assert!(unfolded.lines().any(|it| it == line), "{line}: {text}");
        }
        let operation = &openapi::document()["paths"]["/v1/calendars/{token}.ics"]["get"];
        let example = &operation["responses"]["200"]["content"]["text/calendar"]["example"];
        assert_eq!(
            properties(example.as_str().unwrap()),
            properties(&unfolded),
            "the contract shows the same"
        );
        let calendar: Calendar = text.parse().unwrap();
        let stamped: DateTime<Utc> = calendar.events().next().unwrap().get_timestamp().unwrap();
        assert!((road.app.service.clock.now() - stamped).num_seconds().abs() < 60, "{stamped}");
        for name in road.cast.personas.values().map(|it| it.name.as_str()).chain(["Rāwiri", "Marae"]) {
            let parts = name.split(' ').filter(|part| part.len() > 2);
            assert!(parts.into_iter().all(|part| !text.contains(part)), "{name}: {text}");
        }
        for property in ["LOCATION", "DESCRIPTION", "ORGANIZER", "ATTENDEE", "LAST-MODIFIED"] {
            assert!(!text.contains(property), "{property}: {text}");
        }
    });
}

/// R19: what is moved has a higher sequence, what is cancelled stays as that. Whoever is invited anew finds it again.
#[test]
fn r19_a_meeting_that_is_moved_or_cancelled_is_told_as_that() {
    leave_after(Scene::Inviting, "who_is_told_of_another_time", |road| {
        let all = ["mother", "school", "coordinator", "aunty"];
        let links = all.map(|who| road.link(who));
        let moved = json!({ "starts_at_local": "2026-02-20T18:30:00" });
        road.post("coordinator", &format!("{MEETING}/rescheduling"), moved);
        let planned = held(1, EventStatus::Tentative, "20260220");
        let found = links.each_ref().map(|link| road.entries(link));
        let waits = [vec![planned.clone()], vec![], vec![planned.clone()], vec![]];
        assert_eq!(found, waits, "only those who prepare it know of it");
        road.post("mother", &format!("{MEETING}/approvals"), json!({ "aspects": ["time"] }));
        road.post("coordinator", &format!("{MEETING}/dispatch"), json!({}));
        for link in &links {
            assert_eq!(road.entries(link), std::slice::from_ref(&planned));
        }
        road.post("mother", &format!("{MEETING}/cancellation"), json!({ "reason": "a tangi" }));
        let off = vec![held(2, EventStatus::Cancelled, "20260220")];
        let found = links.each_ref().map(|link| road.entries(link));
        assert_eq!(
            found,
            [off.clone(), off.clone(), off, vec![]],
            "whānau know of it while they are invited"
        );
        road.stage.time("2026-03-22T18:29:00".parse().unwrap());
        let shown = links.each_ref().map(|link| road.entries(link).len());
        assert_eq!(shown, [1, 1, 1, 0], "to the minute, where the family lives, it was 30 days ago");
        road.stage.time("2026-03-22T18:31:00".parse().unwrap());
        for link in &links {
            assert!(road.entries(link).is_empty(), "it was long ago");
        }
    });
}

/// F0-06, F1-14: whatever closes a meeting to somebody closes it in their calendar, at once.
#[test]
fn r19_a_calendar_shows_what_its_owner_may_read_now() {
    leave_after(Scene::Inviting, "who_has_it_no_longer", |road| {
        let all = ["school", "income", "aunty", "coordinator", "facilitator"];
        let links = all.map(|who| road.link(who));
        road.enter_again("coordinator", "leading", LED);
        let narrow = road.link("leading");
        assert!(road.entries(&narrow).is_empty(), "the link allows no more than the token did");
        let shown = |road: &mut Road<'_>| links.each_ref().map(|link| road.entries(link).len());
        assert_eq!(shown(road), [1, 1, 1, 1, 1]);
        road.post("mother", "/v1/invitations/{invitation/school}/refusal", json!({}));
        assert_eq!(shown(road), [0, 1, 1, 1, 1], "the invitation was taken back");
        let income = json!({ "agencies": [road.id("agency/income")], "channel": "in person" });
        road.both_take_back(&income);
        assert_eq!(shown(road), [0, 0, 1, 1, 1], "the consent was taken back");
        road.leaves("aunty", "2026-02-05");
        assert_eq!(shown(road), [0, 0, 0, 1, 1], "she has left the family");
        road.post("mother", &format!("{MEETING}/cancellation"), json!({ "reason": "a tangi" }));
        assert_eq!(
            shown(road),
            [0, 0, 0, 1, 0],
            "whose invitation was taken back before learns nothing of it"
        );
    });
    leave_after(Scene::Approving, "who_must_not_meet_whom", |road| {
        let links = ["mother", "father"].map(|who| road.link(who));
        let shown = |road: &mut Road<'_>| links.each_ref().map(|link| road.entries(link).len());
        assert_eq!(shown(road), [1, 1]);
        let alert = road.keeps_father_away(None);
        road.raise(alert);
        assert_eq!(shown(road), [1, 0]);
    });
}

/// A link is for its owner alone, and whatever it leads to no longer is like what never was.
#[test]
fn r19_a_link_that_has_ended_is_like_one_that_never_was() {
    leave_after(Scene::Inviting, "who_stops_a_calendar", |road| {
        let [mothers, schools] = ["mother", "school"].map(|who| road.link(who));
        let list = road.get("mother", CALENDARS);
        assert!(list.body["items"][0]["address"].is_null() && list.text.contains(road.id("calendar/mother")));
        assert!(road.get("mother", "/v1/calendars/{calendar/mother}").body["address"].is_null());
        assert_eq!(road.items("school", CALENDARS), 1, "each has their own");
        for who in ["school", "father", "coordinator"] {
            assert_eq!(road.status(who, "/v1/calendars/{calendar/mother}"), 404, "{who}");
            let end = road.attempt(who, "POST", "/v1/calendars/{calendar/mother}/end", Some(json!({})));
            assert_eq!(end.status, 404, "{who}");
        }
        for who in ["school-system", "administrator"] {
            assert_eq!(road.status(who, CALENDARS), 403, "{who}");
        }
        let anybody = road.app.anybody();
        let never = told(&anybody.get("/v1/calendars/q0mO1kTqVwWmYb2Zt8yN4rHc6sJd9uXeAf3gLiKpRvE.ics"));
        assert_eq!(never.0, 404);
        road.post("mother", "/v1/calendars/{calendar/mother}/end", json!({}));
        road.unchanged("mother", "/v1/calendars/{calendar/mother}/end", json!({}));
        assert_eq!(told(&anybody.get(&mothers)), never, "ended");
        assert_eq!(road.entries(&schools).len(), 1);
        road.post("administrator", "/v1/workers/{worker/school}/end", json!({ "ended_on": "2026-02-04" }));
        assert_eq!(told(&anybody.get(&schools)), never, "left");
        let again = road.link("mother");
        let _ = road.post("coordinator", "/v1/people/{person/mother}/sign-out", json!({}));
        assert_eq!(told(&anybody.get(&again)), never, "signed out");
        for _ in 0..5 {
            let _ = road.link("mother");
        }
        road.refused("mother", CALENDARS, json!({}), (409, "calendar.too_many"));
    });
}
