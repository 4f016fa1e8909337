//! Side roads: the journey is played to some point, and then goes another way than the example does,
//! with the critic watching every request.

mod agreement;
mod beginning;
mod between_meetings;
mod break_glass;
mod break_glass_after;
mod confidential;
mod conflict;
mod consent;
mod disclosure;
mod disclosure_advice;
mod disclosure_guards;
mod disclosure_law;
mod disclosure_law_after;
mod episodes;
mod expiry;
mod family;
mod follow_up;
mod following;
mod gathering;
mod growing_up;
mod kept_people;
mod kinds;
mod meeting;
mod minutes;
mod oversight;
mod own_copy;
mod own_corrections;
mod own_disclosures;
mod own_door;
mod own_log;
mod own_passed_on;
mod own_words;
mod reading;
mod repetition;
mod roles;
mod safety;
mod safety_again;
mod safety_apart;
mod safety_meetings;
mod safety_oracles;
mod safety_ties;
mod trial;
mod what_is_asked_back;
mod what_is_said_exactly;
mod what_systems_are_told;
mod where_events_are_sent;
mod where_webhooks_begin;
mod who_comes_in;
mod who_reads_a_calendar;

pub(crate) use what_systems_are_told::told;
pub(crate) use who_reads_a_calendar::path as calendar_path;

use actix_web::rt::System;
use serde_json::{Value, json};
use whakakaha::{
    chores::{FAMILY_SCOPES, WORKER_SCOPES},
    config::Settings,
    demo::{
        journey::{self, Cast, Scene, editable},
        stage::{Answer, Call, Persona, Stage, new_key},
    },
    worker,
};
use whakakaha_domain::actor::Scope;
use whakakaha_tests::app::TestApp;

use crate::{conformance::assert_answer, critic::Critic, examples::Examples, moments};

/// A road that leaves the journey.
struct Road<'a> {
    app: &'a TestApp,
    critic: &'a Critic<'a>,
    stage: Stage<'a>,
    cast: Cast,
}

/// Plays the journey up to a scene, and goes on along a road of its own.
fn leave_after(scene: Scene, name: &str, on: impl FnOnce(&mut Road<'_>)) {
    leave_after_with(scene, name, |_| {}, on);
}

/// The same with other settings than usual.
fn leave_after_with(
    scene: Scene,
    name: &str,
    change: impl FnOnce(&mut Settings),
    on: impl FnOnce(&mut Road<'_>),
) {
    if !moments::is_wanted(name) {
        return;
    }
    let app = TestApp::start_with(change);
    let examples = Examples::default();
    let before = Stage::new(&app.service, &examples);
    let cast = journey::play_until(&before, scene).unwrap();
    let day = before.day(0);
    examples.leave_for(name);
    let critic = Critic::new(&app, examples);
    critic.distrust(cast.who("stranger").unwrap());
    let stage = Stage::new(&app.service, &critic);
    stage.meeting_on(day);
    on(&mut Road { app: &app, critic: &critic, stage, cast });
    critic.conclude(name);
}

impl Road<'_> {
    fn id(&self, key: &str) -> &str {
        self.cast.id(key).unwrap()
    }

    fn who(&self, key: &str) -> &Persona {
        self.cast.who(key).unwrap()
    }

    /// Lets a worker, or a member of the family, take part under a key.
    fn enter(&mut self, key: &str, subject: &str) {
        let scopes = if subject.starts_with("worker:") { WORKER_SCOPES } else { FAMILY_SCOPES };
        self.enter_as(key, subject.to_owned(), scopes);
    }

    /// Somebody comes under another name, with a token of these scopes.
    fn enter_again(&mut self, who: &str, key: &str, scopes: &'static [Scope]) {
        let subject = self.who(who).subject.clone();
        self.enter_as(key, subject, scopes);
    }

    fn enter_as(&mut self, key: &str, subject: String, scopes: &'static [Scope]) {
        self.cast.personas.insert(key.to_owned(), Persona { name: key.to_owned(), subject, scopes });
    }

    fn keep(&mut self, key: &str, id: String) {
        self.cast.ids.insert(key.to_owned(), id);
    }

    /// By what somebody belongs to the family now.
    #[track_caller]
    fn membership(&self, who: &str) -> String {
        let family = self.get("coordinator", "/v1/families/{family}").body;
        let person = self.id(&format!("person/{who}"));
        let mut members = family["members"].as_array().unwrap().iter();
        let theirs = members.find(|it| it["person_id"] == person && it["ended_on"].is_null()).unwrap();
        theirs["id"].as_str().unwrap().to_owned()
    }

    /// Somebody leaves the family.
    #[track_caller]
    fn leaves(&self, who: &str, on: &str) {
        let end = format!("/v1/memberships/{}/end", self.membership(who));
        self.post("coordinator", &end, json!({ "ended_on": on }));
    }

    /// Writes a draft of the plan anew.
    #[track_caller]
    fn rewrite(&self, key: &str, change: impl FnOnce(&mut Value)) {
        let path = format!("/v1/plan-versions/{{{key}}}");
        let draft = self.get("family-support", &path).body;
        let mut content = editable(&draft);
        content["review_on"] = draft["review_on"].clone();
        change(&mut content);
        self.put("family-support", &path, content);
    }

    /// A path in which `{key}` stands for the id kept under that key.
    fn path(&self, template: &str) -> String {
        let mut parts = template.split('{');
        let mut path = parts.next().unwrap().to_owned();
        for part in parts {
            let (key, rest) = part.split_once('}').unwrap();
            path.push_str(self.id(key));
            path.push_str(rest);
        }
        path
    }

    #[track_caller]
    fn get(&self, who: &str, path: &str) -> Answer {
        self.stage.get(self.who(who), &self.path(path)).unwrap()
    }

    #[track_caller]
    fn post(&self, who: &str, path: &str, body: Value) -> Answer {
        self.stage.post(self.who(who), &self.path(path), body).unwrap()
    }

    #[track_caller]
    fn put(&self, who: &str, path: &str, body: Value) -> Answer {
        self.stage.put(self.who(who), &self.path(path), body).unwrap()
    }

    /// Sends what is not to succeed, or is to change nothing.
    fn attempt(&self, who: &str, method: &str, path: &str, body: Option<Value>) -> Answer {
        let headers = match method {
            "POST" => vec![("idempotency-key", new_key())],
            "PUT" => {
                let read = self.attempt(who, "GET", path, None);
                vec![("if-match", read.header("etag").unwrap_or("\"none\"").to_owned())]
            }
            _ => Vec::new(),
        };
        let path = self.path(path);
        let call = Call { persona: self.who(who), method, path: &path, headers, body };
        let before = self.critic.count("audit_log");
        let answer = self.stage.send(&call, Some(&self.stage.token(call.persona, 60))).unwrap();
        assert_eq!(self.critic.count("audit_log"), before, "{method} {path} has written: {}", answer.text);
        if answer.status != 405 {
            assert_answer(&self.critic.operation(&call), &answer);
        }
        answer
    }

    /// A rule says no to a command, with this code, and nothing is written.
    #[track_caller]
    fn refused(&self, who: &str, path: &str, body: Value, expected: (u16, &str)) -> Answer {
        let answer = self.attempt(who, "POST", path, Some(body));
        assert_eq!((answer.status, answer.text_at("/code").as_str()), expected, "{path}: {}", answer.text);
        answer
    }

    /// A step is impossible now; the answer says what is possible instead.
    #[track_caller]
    fn impossible(&self, who: &str, path: &str, body: Value, (code, allowed): (&str, &[&str])) {
        let answer = self.refused(who, path, body, (409, code));
        let said = answer.body.get("allowed").cloned().unwrap_or(json!([]));
        assert_eq!(said, json!(allowed), "{path}: {}", answer.text);
    }

    /// A command that changes nothing any more succeeds and writes nothing.
    #[track_caller]
    fn unchanged(&self, who: &str, path: &str, body: Value) -> Answer {
        let answer = self.attempt(who, "POST", path, Some(body));
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        answer
    }

    /// Reads with a token that was issued before.
    fn with_token(&self, who: &str, token: &str, path: &str) -> Answer {
        let path = self.path(path);
        let call =
            Call { persona: self.who(who), method: "GET", path: &path, headers: Vec::new(), body: None };
        self.stage.send(&call, Some(token)).unwrap()
    }

    /// The status with which somebody's reading is answered.
    fn status(&self, who: &str, path: &str) -> u16 {
        self.attempt(who, "GET", path, None).status
    }

    /// How many items somebody's list holds.
    fn items(&self, who: &str, path: &str) -> usize {
        let answer = self.attempt(who, "GET", &format!("{path}?limit=200"), None);
        assert_eq!(answer.status, 200, "{who} {path}: {}", answer.text);
        answer.body["items"].as_array().unwrap().len()
    }

    /// Everything that belongs to the case is as if it did not exist for these callers.
    #[track_caller]
    fn hidden_from(&self, callers: &[&str]) {
        let lists =
            ["actions", "meetings", "plan-versions", "reviews", "needs", "profile-entries", "assignments"];
        for who in callers {
            for path in
                ["/v1/cases/{case}", "/v1/cases/{case}/preparation", "/v1/cases/{case}/accountability"]
            {
                assert_eq!(self.status(who, path), 404, "{who} {path}");
            }
            for list in lists {
                let path = format!("/v1/cases/{{case}}/{list}");
                assert_eq!(self.status(who, &path), 404, "{who} {path}");
            }
            assert_eq!(self.items(who, "/v1/cases"), 0, "{who}");
        }
    }

    /// What the family decided on a day, as a worker records it.
    fn decided(&self, on: &str) -> Value {
        json!({ "decided_by": self.id("person/mother"), "decided_on": on, "how": "in person" })
    }

    /// Both parents take this back, one after the other.
    fn both_take_back(&self, what: &Value) {
        for parent in ["mother", "father"] {
            self.post(parent, &format!("/v1/consents/{{consent/{parent}}}/withdrawal"), what.clone());
        }
    }

    /// Makes it this time of day where the family lives.
    fn time(&self, local: &str) {
        self.stage.time(local.parse().unwrap());
    }

    /// What the service does by itself every minute.
    fn round(&self) {
        let service = &self.app.service;
        System::new().block_on(worker::round(&service.db, &service.clock));
    }
}

/// An agency, as a restriction names it.
fn from(agency: &str) -> Value {
    json!([{ "kind": "agency", "agency_id": agency }])
}

/// Agencies' workers and systems.
const AGENCIES: [&str; 4] = ["school", "school-system", "income", "public-health"];
