//! What is sent to break the service or to get past it: each is refused with its own code, and costs the others nothing.

mod addresses;
mod bodies;
mod heads;
mod many;
mod slow;

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use serde_json::Value;
use whakakaha_domain::{actor::Scope, code::CodeList};
use whakakaha_tests::{app::TestApp, client::new_key};

/// A connection on which anything can be said.
struct Wire(TcpStream);

/// What came back on it: a status, and a body, which the service itself does not give where it cannot read what is sent.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    status: u16,
    head: String,
    body: Value,
}

impl Told {
    fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The status and the code.
    fn brief(&self) -> (u16, &str) {
        (self.status, self.code())
    }
}

impl Wire {
    fn to(app: &TestApp) -> Self {
        let stream = TcpStream::connect(app.base().trim_start_matches("http://")).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        Self(stream)
    }

    /// Says something, and whether the other side still listens.
    fn say(&mut self, bytes: &[u8]) -> bool {
        self.0.write_all(bytes).is_ok()
    }

    /// The first answer that comes.
    fn hear(&mut self) -> Told {
        let mut heard = Vec::new();
        let mut buffer = [0; 4096];
        loop {
            if let Some(told) = parsed(&heard) {
                return told;
            }
            match self.0.read(&mut buffer) {
                Ok(0) | Err(_) => panic!("no answer: {:?}", String::from_utf8_lossy(&heard)),
                Ok(count) => heard.extend_from_slice(&buffer[..count]),
            }
        }
    }

    /// Everything that comes until the other side ends the connection.
    fn hear_all(&mut self) -> String {
        let mut heard = Vec::new();
        let _reset = self.0.read_to_end(&mut heard);
        String::from_utf8_lossy(&heard).into_owned()
    }
}

/// An answer, when all of it is there.
fn parsed(heard: &[u8]) -> Option<Told> {
    let text = String::from_utf8_lossy(heard);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().unwrap();
    let lower = head.to_lowercase();
    let length = lower.split("content-length: ").nth(1)?.split("\r\n").next()?.parse().unwrap();
    if body.len() < length {
        return None;
    }
    let body = serde_json::from_str(&body[..length]).unwrap_or(Value::Null);
    Some(Told { status, head: lower, body })
}

/// What is told to whoever says this, as it stands.
#[track_caller]
fn ask(app: &TestApp, bytes: &[u8]) -> Told {
    let mut wire = Wire::to(app);
    let _ended = wire.say(bytes);
    let told = wire.hear();
    assert!(told.status < 500, "{told:?}");
    told
}

/// The head of a request of an administrator, up to the headers of its body.
fn head(app: &TestApp, line: &str) -> String {
    let token = app.token("administrator", Scope::ALL);
    let key = new_key();
    format!("{line} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n")
}

/// The head of a request that would make a region.
fn posting(app: &TestApp) -> String {
    head(app, "POST /v1/regions") + "Content-Type: application/json\r\n"
}

/// Ordinary requests of somebody else, one after the other, and how long they took.
fn usual(app: &TestApp) -> Duration {
    let begun = std::time::Instant::now();
    let admin = app.administrator();
    for _ in 0..50 {
        let _ = admin.get("/v1/regions").expect(200);
    }
    begun.elapsed()
}
