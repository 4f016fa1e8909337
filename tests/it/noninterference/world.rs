//! A world: the service with a database of its own, and what was made in it, by names that both worlds share.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use serde_json::Value;
use whakakaha::chores::{ADMINISTRATOR_SCOPES, FAMILY_SCOPES, REPORTER_SCOPES, SYSTEM_SCOPES, WORKER_SCOPES};
use whakakaha_domain::{actor::Scope, calendar::Zone};
use whakakaha_tests::{
    app::TestApp,
    client::{Answer, Client},
};

use super::{
    names::Names,
    story::{Request, Where},
};

/// What is read as a page, and what is sent a second time with the key of the last.
pub(super) const PAGE: &str = "PAGE";
pub(super) const AGAIN: &str = "AGAIN";

const OFFICER_SCOPES: &[Scope] = &[Scope::PrivacyOfficer];
const DUTY_SCOPES: &[Scope] = &[Scope::CaseBreakGlass];

/// The service, its clock, and everything by name.
pub(super) struct World {
    app: TestApp,
    caller: Client,
    now: NaiveDateTime,
    keys: u32,
    ids: BTreeMap<String, String>,
    /// What this world's ids, hashes and tags are called in a comparison.
    pub(super) names: Names,
}

impl World {
    pub(super) fn new() -> Self {
        let app = TestApp::start();
        let (caller, now) = (app.anybody(), NaiveDateTime::default());
        let names = Names::of(app.base());
        Self { app, caller, now, keys: 0, ids: BTreeMap::new(), names }
    }

    /// Makes it this time where the family lives.
    pub(super) fn at(&mut self, now: NaiveDateTime) {
        self.now = now;
    }

    /// Makes it a minute later: what is written in different steps has different minutes.
    pub(super) fn tick(&mut self) {
        self.now += TimeDelta::minutes(1);
    }

    /// The relay looks at what has changed, so that systems are told of it.
    pub(super) fn relay(&mut self) {
        self.tick();
        let service = &self.app.service;
        service.clock.set(Zone::Auckland.local(self.now));
        let round = whakakaha::relay::round(&service.db, &service.clock, uuid::Uuid::max());
        actix_web::rt::System::new().block_on(round);
    }

    /// From now on questions are asked, and no story is told.
    pub(super) fn told(&mut self) {
        self.tick();
        let now = Zone::Auckland.local(self.now).format("%Y-%m-%dT%H:%M:%SZ").to_string();
        self.ids.insert("instant/told".to_owned(), now);
    }

    /// The names under which ids of a kind are kept, such as `entry/0`.
    pub(super) fn known(&self, kind: &str) -> Vec<String> {
        let of_kind = |key: &&String| key.split('/').next() == Some(kind);
        self.ids.keys().filter(of_kind).cloned().collect()
    }

    /// Keeps an id, or a hash or the secret of an address, of which everybody has their own.
    pub(super) fn keep(&mut self, key: &str, id: &str) {
        let id = id.rsplit('/').next().map_or(id, |last| last.trim_end_matches(".ics"));
        if !key.starts_with("hash/") {
            self.names.call(id, key);
        }
        self.ids.insert(key.to_owned(), id.to_owned());
    }

    /// The id kept under a name; else one that nothing has.
    fn id(&mut self, key: &str) -> String {
        if let Some(id) = self.ids.get(key) {
            return id.clone();
        }
        let sum = key.bytes().fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 0xffff_ffff_ffff);
        let id = format!("01900000-0000-7000-8000-{sum:012x}");
        self.names.call(&id, key);
        id
    }

    /// A text in which `{entry/0}` stands for the id of that name.
    pub(super) fn filled(&mut self, text: &str) -> String {
        let mut parts = text.split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (key, rest) = part.split_once('}').unwrap();
            filled.push_str(&self.id(key));
            filled.push_str(rest);
        }
        filled
    }

    /// A body in which the text `$entry/0` stands for the id of that name.
    fn body(&mut self, value: &Value) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix('$') {
                Some(key) => self.id(key).into(),
                None => value.clone(),
            },
            Value::Array(items) => items.iter().map(|item| self.body(item)).collect(),
            Value::Object(members) => {
                members.iter().map(|(name, member)| (name.clone(), self.body(member))).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    /// Somebody by name: `worker/school`, `system/school`, `person/mother`, `administrator` …
    fn token(&mut self, who: &str) -> Client {
        let (subject, scopes) = match who.split_once('/') {
            Some(("worker", "officer")) => (format!("worker:{}", self.id(who)), OFFICER_SCOPES),
            Some(("worker", "duty" | "night")) => (format!("worker:{}", self.id(who)), DUTY_SCOPES),
            Some(("worker", _)) => (format!("worker:{}", self.id(who)), WORKER_SCOPES),
            Some(("person", _)) => (format!("person:{}", self.id(who)), FAMILY_SCOPES),
            Some(("system", name)) => {
                (format!("agency:{}", self.id(&format!("agency/{name}"))), SYSTEM_SCOPES)
            }
            _ if who == "reporter" => (who.to_owned(), REPORTER_SCOPES),
            _ => (who.to_owned(), ADMINISTRATOR_SCOPES),
        };
        self.app.service.clock.set(Zone::Auckland.local(self.now));
        self.caller.bearing(self.app.token(&subject, scopes))
    }

    /// Sends a request at this world's time.
    pub(super) fn send(&mut self, request: &Request) -> Answer {
        let path = self.filled(&request.path);
        let body = request.body.as_ref().map(|body| self.body(body).to_string());
        let caller = self.token(&request.who);
        match request.method {
            "PUT" => {
                let tag = self.tag(&caller, &path);
                self.app.service.clock.set(Zone::Auckland.local(self.now));
                caller.send("PUT", &path, &[("if-match", &tag)], body.as_deref())
            }
            "POST" => {
                self.keys += 1;
                let key = format!("noninterference-{:08}", self.keys);
                caller.send("POST", &path, &[("idempotency-key", &key)], body.as_deref())
            }
            AGAIN => {
                let key = format!("noninterference-{:08}", self.keys);
                caller.send("POST", &path, &[("idempotency-key", &key)], body.as_deref())
            }
            PAGE => caller.send("GET", &path, &[("accept", "text/html")], None),
            method => caller.send(method, &path, &[], None),
        }
    }

    /// The tag of what is replaced, as the caller reads it: it, or the thing that it is a part of.
    fn tag(&self, caller: &Client, path: &str) -> String {
        let whole = path.rsplit_once('/').map_or(path, |(whole, _)| whole);
        for thing in [path, whole] {
            self.app.service.clock.set(Zone::Auckland.local(self.now));
            if let Some(tag) = caller.get(thing).header("etag") {
                return tag.to_owned();
            }
        }
        "\"v1.AAAAAAAAAAAA\"".to_owned()
    }

    /// Sends a request of the story a minute later, and keeps the ids that it is to keep. Answers nothing where only
    /// time has passed.
    pub(super) fn play(&mut self, request: &Request) -> Option<Answer> {
        if let Some(now) = request.at {
            self.at(now);
        }
        self.tick();
        if request.method.is_empty() {
            return None;
        }
        let answer = self.send(request);
        for (pointer, key) in &request.keep {
            if let Some(id) = answer.body.pointer(pointer).and_then(Value::as_str) {
                self.keep(key, id);
            }
        }
        Some(answer)
    }

    /// The same in the other world: something else, by somebody else, or nothing but a minute that passes.
    pub(super) fn play_otherwise(&mut self, request: &Request) -> Option<Answer> {
        if request.place == Where::Left {
            self.tick();
            return None;
        }
        let body = request.otherwise.clone().or_else(|| request.body.clone());
        let who = request.other.map_or_else(|| request.who.clone(), str::to_owned);
        self.play(&Request { who, body, ..request.clone() })
    }
}
