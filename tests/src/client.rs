//! A caller over HTTP.

use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;
use ureq::{Agent, http::Response};

/// Somebody who calls the service.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    base: String,
    token: Option<String>,
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

    /// The answer, if it has this status; else the test stops and shows it.
    #[must_use]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    /// The id of what the answer represents.
    #[must_use]
    #[track_caller]
    pub fn id(&self) -> String {
        self.body["id"].as_str().unwrap_or_else(|| panic!("no id in {}", self.text)).to_owned()
    }

    /// The entity tag.
    #[must_use]
    #[track_caller]
    pub fn etag(&self) -> String {
        self.header("etag").unwrap_or_else(|| panic!("no ETag in {:?}", self.headers)).to_owned()
    }

    /// The stable code of a problem.
    #[must_use]
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The pointers of a problem's field errors.
    #[must_use]
    pub fn pointers(&self) -> Vec<String> {
        let errors = self.body["errors"].as_array().into_iter().flatten();
        errors.filter_map(|error| error["pointer"].as_str()).map(str::to_owned).collect()
    }
}

impl Client {
    /// A caller with a token, or without.
    #[must_use]
    pub fn new(base: &str, token: Option<String>) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).max_redirects(0).build();
        Self { agent: config.into(), base: base.to_owned(), token }
    }

    /// Somebody else on the same connection.
    #[must_use]
    pub fn bearing(&self, token: String) -> Self {
        Self { token: Some(token), ..self.clone() }
    }

    /// Reads.
    #[must_use]
    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], None)
    }

    /// Sends JSON with a key of its own.
    #[must_use]
    #[track_caller]
    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[("idempotency-key", &new_key())], Some(&body.to_string()))
    }

    /// Replaces what has this entity tag.
    #[must_use]
    #[track_caller]
    pub fn put(&self, path: &str, etag: &str, body: &Value) -> Answer {
        self.send("PUT", path, &[("if-match", etag)], Some(&body.to_string()))
    }

    /// Sends whatever it is told to.
    #[must_use]
    #[track_caller]
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&str>) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if body.is_some() && !headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.unwrap_or_default().to_owned()).unwrap();
        let answer = read(self.agent.run(request).unwrap());
        assert!(answer.status < 500 || answer.status == 503, "{method} {path}: {}", answer.text);
        answer
    }
}

fn read(mut response: Response<ureq::Body>) -> Answer {
    let headers = response
        .headers()
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let status = response.status().as_u16();
    let text = response.body_mut().read_to_string().unwrap();
    let body = serde_json::from_str(&text).unwrap_or(Value::Null);
    Answer { status, headers, text, body }
}

/// A key that no other request of this run has.
#[must_use]
pub fn new_key() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("test-{}-{:08}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
