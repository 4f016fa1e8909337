//! Examples for the contract: what the roads sent and got, the shortest of each operation, under ids and
//! instants that are the same in every run and on both databases.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    path::Path,
    sync::Mutex,
};

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use serde_json::{Map, Value};
use whakakaha::demo::stage::{Answer, Audience, Call, Persona, Stage};
use whakakaha_tests::{app::TestApp, committed};

use crate::conformance::assert_answer;

const FILE: &str = "crates/whakakaha-api/src/openapi/examples.json";

const CURSOR: &str =
    "MDE5M2U4YTAtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDAwMDAyCg.p2-jvQTmb-_aAcx2aUVDqBNh7zKg_MckJz4iUm1Hgwk";

/// The road whose examples are preferred.
pub(crate) const JOURNEY: &str = "journey";

/// Gives every id a number in the order in which the ids turn up, and keeps examples.
#[derive(Default)]
pub(crate) struct Examples {
    ids: RefCell<BTreeMap<String, String>>,
    hashes: RefCell<BTreeMap<String, String>>,
    road: Cell<u32>,
    kept: RefCell<BTreeMap<String, Value>>,
}

impl Audience for Examples {
    fn step(&self, _: &str) {}

    fn after(&self, _: &Stage<'_>, call: &Call<'_>, answer: &Answer) {
        self.settle(call, answer);
    }
}

impl Examples {
    /// From here on ids belong to this road, and not to the journey that everybody has in common.
    pub(crate) fn leave_for(&self, road: &str) {
        self.road.set(0x1000 + road.bytes().fold(0, |sum, byte| (sum * 31 + u32::from(byte)) % 0xfff));
    }

    /// Keeps a successful request with its answer, unless there is a better example.
    pub(crate) fn keep(&self, operation: &str, call: &Call<'_>, answer: &Answer) {
        let example = self.settle(call, answer);
        let mut kept = self.kept.borrow_mut();
        if kept.get(operation).is_none_or(|known| worth(&example) < worth(known)) {
            kept.insert(operation.to_owned(), example);
        }
    }

    fn settle(&self, call: &Call<'_>, answer: &Answer) -> Value {
        let mut example = Map::from_iter([("path".to_owned(), self.text(call.path).into())]);
        if let Some(body) = &call.body {
            example.insert("request".to_owned(), self.value(body));
        }
        example.insert("response".to_owned(), self.value(&answer.body));
        example.into()
    }

    fn value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.text(text).into(),
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(members) => {
                members.iter().map(|(name, member)| (name.clone(), self.member(name, member))).collect()
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    /// Hashes, cursors and tags contain ids; where a receiver listens, what is signed with and how long something took
    /// differ from run to run.
    fn member(&self, name: &str, value: &Value) -> Value {
        match (name, value) {
            ("content_hash", Value::String(hash)) => self.hash(hash).into(),
            ("next_cursor", _) => CURSOR.into(),
            ("etag", _) => "\"v3.Xq3l0b7Zr1Yw\"".into(),
            ("url", _) => "https://hooks.example.nz/whakakaha".into(),
            ("dataschema", _) => {
                "https://whakakaha.example.nz/openapi.json#/components/schemas/EventData".into()
            }
            ("secret", _) => "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=".into(),
            ("public_key", _) => "whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=".into(),
            ("elapsed_ms", _) => 120.into(),
            _ => self.value(value),
        }
    }

    fn hash(&self, hash: &str) -> String {
        let mut hashes = self.hashes.borrow_mut();
        let next = hashes.len() + 1;
        let settled = || format!("{:016x}", 0x9e37_79b9_7f4a_7c15_u64.wrapping_mul(next as u64)).repeat(4);
        hashes.entry(hash.to_owned()).or_insert_with(settled).clone()
    }

    fn text(&self, text: &str) -> String {
        if let Ok(instant) = text.parse::<DateTime<Utc>>() {
            return whole_hour(instant, text);
        }
        if is_login_code(text) {
            return "7KQF-9RTM-X2VD".to_owned();
        }
        if text.contains("/v1/calendars/") && text.contains(".ics") {
            let base = if text.starts_with("http") { "https://api.example.nz" } else { "" };
            return format!("{base}/v1/calendars/q0mO1kTqVwWmYb2Zt8yN4rHc6sJd9uXeAf3gLiKpRvE.ics");
        }
        if text.starts_with("http://127.0.0.1:") {
            return "https://login.example.govt.nz".to_owned();
        }
        let (mut settled, mut rest) = (String::new(), text);
        while let Some(at) = (0..rest.len()).find(|at| id_at(rest, *at).is_some()) {
            settled.push_str(&rest[..at]);
            settled.push_str(&self.number(&rest[at..at + 36]));
            rest = &rest[at + 36..];
        }
        settled + rest
    }

    fn number(&self, id: &str) -> String {
        let mut ids = self.ids.borrow_mut();
        let next = ids.len() + 1;
        let road = 0x8000 + self.road.get();
        ids.entry(id.to_owned())
            .or_insert_with(|| format!("0193e8a0-0000-7000-{road:04x}-{next:012}"))
            .clone()
    }

    /// Compares the examples of a road with those that are committed. An operation on several roads keeps
    /// the example of the journey, else that of the first road by name.
    pub(crate) fn conclude(&self, road: &str) {
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all = known();
        all.retain(|_, example| example["road"] != road);
        for (operation, mut example) in self.kept.borrow().clone() {
            example["road"] = road.into();
            if all.get(&operation).is_none_or(|other| rank(&example) < rank(other)) {
                all.insert(operation, example);
            }
        }
        committed(FILE, &format!("{}\n", serde_json::to_string_pretty(&all).unwrap()));
    }
}

fn known() -> BTreeMap<String, Value> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(FILE);
    serde_json::from_str(&std::fs::read_to_string(file).unwrap_or_default()).unwrap_or_default()
}

/// A list that holds something comes before one that holds nothing.
fn is_empty(example: &Value) -> bool {
    example["response"]["items"].as_array().is_some_and(Vec::is_empty)
}

fn rank(example: &Value) -> (bool, bool, &str) {
    let road = example["road"].as_str().unwrap_or_default();
    (is_empty(example), road != JOURNEY, road)
}

fn worth(example: &Value) -> (bool, usize) {
    (is_empty(example), example["request"].to_string().len() + example["response"].to_string().len())
}

/// What the service's clock has told becomes a whole hour; what somebody has chosen stays.
fn whole_hour(instant: DateTime<Utc>, text: &str) -> String {
    if instant.timestamp_subsec_nanos() == 0 {
        return text.to_owned();
    }
    let hour = instant.duration_trunc(TimeDelta::hours(1)).unwrap();
    hour.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// Whether it is a code that lets somebody in: new in every run.
fn is_login_code(text: &str) -> bool {
    let plain =
        |part: &str| part.len() == 4 && part.chars().all(|it| it.is_ascii_digit() || it.is_ascii_uppercase());
    text.len() == 14 && text.split('-').count() == 3 && text.split('-').all(plain)
}

fn id_at(text: &str, at: usize) -> Option<uuid::Uuid> {
    text.get(at..at + 36).and_then(|part| uuid::Uuid::try_parse(part).ok())
}

/// What no persona of the journey asks for: the service about itself.
#[test]
fn the_service_tells_about_itself() {
    let app = TestApp::start();
    let examples = Examples::default();
    examples.leave_for("service");
    let stage = Stage::new(&app.service, &examples);
    let anybody = Persona { name: "Anybody".to_owned(), subject: String::new(), scopes: &[] };
    for (operation, path) in [
        ("GET /livez", "/livez"),
        ("GET /readyz", "/readyz"),
        ("GET /problems/{code}", "/problems/consent.insufficient"),
    ] {
        let call = Call { persona: &anybody, method: "GET", path, headers: Vec::new(), body: None };
        let answer = stage.send(&call, None).unwrap();
        assert_eq!(answer.status, 200, "{path}: {}", answer.text);
        assert_answer(operation, &answer);
        examples.keep(operation, &call, &answer);
    }
    examples.conclude("service");
}
