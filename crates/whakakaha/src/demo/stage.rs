//! The stage: a running service, its clock, and the people who call it over HTTP.

use std::{
    cell::Cell,
    fmt,
    sync::atomic::{AtomicU32, Ordering},
};

use chrono::{NaiveDate, NaiveDateTime};
use serde_json::Value;
use ureq::{Agent, http::Request};
use whakakaha_api::{app::Service, auth};
use whakakaha_domain::{actor::Scope, calendar::Zone};

use crate::chores;

/// Somebody who calls the service.
#[derive(Clone, Debug)]
pub struct Persona {
    /// How the narration calls them.
    pub name: String,
    /// The subject of their token.
    pub subject: String,
    /// The scopes of their token.
    pub scopes: &'static [Scope],
}

/// One request, as it is about to be sent.
pub struct Call<'a> {
    /// Who sends it.
    pub persona: &'a Persona,
    /// The method.
    pub method: &'a str,
    /// The path with its query.
    pub path: &'a str,
    /// The headers, without the token.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Option<Value>,
}

/// What the service answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers: name in lower case, value.
    pub headers: Vec<(String, String)>,
    /// The body as it came.
    pub text: String,
    /// The body as JSON; `Null` where it is none.
    pub body: Value,
}

impl Answer {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A text in the body, or nothing.
    #[must_use]
    pub fn text_at(&self, pointer: &str) -> String {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// The id of what the answer represents.
    #[must_use]
    pub fn id(&self) -> String {
        self.text_at("/id")
    }
}

/// Why the journey could not go on.
#[derive(Debug)]
pub struct Interrupted(pub String);

impl fmt::Display for Interrupted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Interrupted {}

/// Whoever watches: a person at a terminal, or a test that looks closely.
pub trait Audience {
    /// A step of the story, told in one line.
    fn step(&self, line: &str);

    /// A request is about to be sent.
    fn before(&self, _stage: &Stage<'_>, _call: &Call<'_>) {}

    /// It was answered as the story wants.
    fn after(&self, _stage: &Stage<'_>, _call: &Call<'_>, _answer: &Answer) {}

    /// A scene has ended: a good moment to look who sees what.
    fn scene(&self, _stage: &Stage<'_>, _name: &str, _cast: &super::journey::Cast) {}
}

/// A running service, with its clock in hand.
pub struct Stage<'a> {
    agent: Agent,
    base: String,
    service: &'a Service,
    audience: &'a dyn Audience,
    meeting_day: Cell<NaiveDate>,
}

/// How long a token of the demonstration lives by the service's clock, in seconds.
const MINUTE: i64 = 60;

impl<'a> Stage<'a> {
    /// A stage on which this service runs.
    #[must_use]
    pub fn new(service: &'a Service, audience: &'a dyn Audience) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Self {
            agent: config.into(),
            base: service.base_url.clone(),
            service,
            audience,
            meeting_day: Cell::new(NaiveDate::MIN),
        }
    }

    /// Tells a step of the story.
    pub fn tell(&self, line: impl AsRef<str>) {
        self.audience.step(line.as_ref());
    }

    /// Ends a scene.
    pub fn scene(&self, name: &str, cast: &super::journey::Cast) {
        self.audience.scene(self, name, cast);
    }

    /// Makes it this time of day where the family lives.
    pub fn time(&self, local: NaiveDateTime) {
        self.service.clock.set(Zone::Auckland.local(local));
    }

    /// Remembers the day from which the example counts.
    pub fn meeting_on(&self, day: NaiveDate) {
        self.meeting_day.set(day);
    }

    /// The day so many days after the meeting.
    #[must_use]
    pub fn day(&self, after: u64) -> NaiveDate {
        self.meeting_day.get().checked_add_days(chrono::Days::new(after)).unwrap_or(NaiveDate::MAX)
    }

    /// Makes it ten o'clock on the day so many days after the meeting.
    pub fn on_day(&self, after: u64) {
        self.time(self.day(after).and_hms_opt(10, 0, 0).unwrap_or_default());
    }

    /// Reads.
    pub fn get(&self, persona: &Persona, path: &str) -> Result<Answer, Interrupted> {
        self.perform(&Call { persona, method: "GET", path, headers: Vec::new(), body: None })
    }

    /// Sends a command.
    pub fn post(&self, persona: &Persona, path: &str, body: Value) -> Result<Answer, Interrupted> {
        let headers = vec![("idempotency-key", new_key())];
        self.perform(&Call { persona, method: "POST", path, headers, body: Some(body) })
    }

    /// Reads, and replaces what was read.
    pub fn put(&self, persona: &Persona, path: &str, body: Value) -> Result<Answer, Interrupted> {
        self.put_part(persona, path, path, body)
    }

    /// Reads a thing, and replaces a part of it that has an address of its own.
    pub fn put_part(
        &self,
        persona: &Persona,
        thing: &str,
        path: &str,
        body: Value,
    ) -> Result<Answer, Interrupted> {
        let read = self.get(persona, thing)?;
        let etag = read.header("etag").unwrap_or_default().to_owned();
        self.perform(&Call {
            persona,
            method: "PUT",
            path,
            headers: vec![("if-match", etag)],
            body: Some(body),
        })
    }

    fn perform(&self, call: &Call<'_>) -> Result<Answer, Interrupted> {
        self.audience.before(self, call);
        let answer = self.send(call, Some(&self.token(call.persona, MINUTE)))?;
        if !(200..300).contains(&answer.status) {
            let Call { persona, method, path, .. } = call;
            return Err(Interrupted(format!(
                "{} {method} {path}: {} {}",
                persona.name, answer.status, answer.text
            )));
        }
        self.audience.after(self, call, &answer);
        Ok(answer)
    }

    /// A token for a persona, which begins to live now.
    #[must_use]
    pub fn token(&self, persona: &Persona, seconds: i64) -> String {
        let claims =
            chores::claims(&self.service.clock, &self.base, &persona.subject, persona.scopes, seconds);
        auth::sign(&self.service.keys, &claims).unwrap_or_default()
    }

    /// Sends a request, whatever the answer will be.
    pub fn send(&self, call: &Call<'_>, token: Option<&str>) -> Result<Answer, Interrupted> {
        let fail = |error: &dyn fmt::Display| Interrupted(format!("{} {}: {error}", call.method, call.path));
        let mut request = Request::builder().method(call.method).uri(format!("{}{}", self.base, call.path));
        if let Some(token) = token.filter(|token| !token.is_empty()) {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if call.body.is_some() {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let body = call.body.as_ref().map(Value::to_string).unwrap_or_default();
        let request = request.body(body).map_err(|error| fail(&error))?;
        let mut response = self.agent.run(request).map_err(|error| fail(&error))?;
        let text = response.body_mut().read_to_string().map_err(|error| fail(&error))?;
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let body = serde_json::from_str(&text).unwrap_or(Value::Null);
        Ok(Answer { status: response.status().as_u16(), headers: headers.collect(), text, body })
    }
}

/// A key that no other request of this process has.
#[must_use]
pub fn new_key() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("journey-{}-{:08}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
