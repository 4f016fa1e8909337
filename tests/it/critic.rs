//! A critic looks at every request from all sides: what the operation does without a token, for a
//! stranger, with a member that it does not know, and with the same request again.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    fmt::Write as _,
    path::Path,
};

use serde_json::{Value, json};
use whakakaha::{
    chores::{REPORTER_SCOPES, WORKER_SCOPES},
    demo::{
        journey::Cast,
        stage::{Answer, Audience, Call, Persona, Stage, new_key},
    },
};
use whakakaha_api::openapi;
use whakakaha_tests::app::TestApp;

use crate::{
    conformance::{assert_answer, assert_request},
    examples::Examples,
    moments,
};

/// Watches in silence.
pub(crate) struct Nobody;

impl Audience for Nobody {
    fn step(&self, _: &str) {}
}

/// Looks at every request from all sides.
pub(crate) struct Critic<'a> {
    app: &'a TestApp,
    routes: Vec<(String, String)>,
    seen: RefCell<BTreeSet<String>>,
    stranger: RefCell<Persona>,
    entries: Cell<u64>,
    records: Cell<u64>,
    tried: RefCell<Option<Answer>>,
    personal: BTreeSet<String>,
    scenes: RefCell<String>,
    examples: Examples,
}

impl<'a> Critic<'a> {
    /// Watches from now on; whatever happened before is known to the examples.
    pub(crate) fn new(app: &'a TestApp, examples: Examples) -> Self {
        let stranger =
            Persona { name: "Reporter".to_owned(), subject: "reporter".to_owned(), scopes: REPORTER_SCOPES };
        Self {
            app,
            routes: routes(),
            seen: RefCell::default(),
            stranger: RefCell::new(stranger),
            entries: Cell::new(0),
            records: Cell::new(0),
            tried: RefCell::default(),
            personal: personal(),
            scenes: RefCell::default(),
            examples,
        }
    }

    pub(crate) fn count(&self, table: &str) -> u64 {
        self.app.database.value(&format!("SELECT count(*) FROM {table}")).parse().unwrap()
    }

    /// Whom it takes for somebody who has nothing to do with it.
    pub(crate) fn distrust(&self, stranger: &Persona) {
        stranger.clone_into(&mut self.stranger.borrow_mut());
    }

    /// What the scenes showed.
    pub(crate) fn told(&self) -> String {
        self.scenes.borrow().clone()
    }

    /// Keeps which operations were looked at, so that all of them together can be compared with the
    /// contract, and an example of each.
    pub(crate) fn conclude(&self, road: &str) {
        if moments::are_wanted() {
            return;
        }
        let seen: Vec<String> = self.seen.borrow().iter().cloned().collect();
        insta::assert_snapshot!(format!("operations_{road}"), seen.join("\n"));
        self.examples.conclude(road);
    }

    /// What may not be known of is answered like what does not exist, byte for byte but for the request id.
    fn compare_with_nothing(stage: &Stage<'_>, call: &Call<'_>, token: &str, answer: &Answer) {
        let Some(id) = call.path.split(['/', '?']).find(|part| uuid::Uuid::parse_str(part).is_ok()) else {
            return;
        };
        if answer.status != 404 {
            return;
        }
        let path = call.path.replace(id, "01900000-0000-7000-8000-000000000000");
        let call = Call { path: &path, ..again(call, call.body.clone()) };
        let nothing = stage.send(&call, Some(token)).unwrap();
        let same = |answer: &Answer| answer.text.replace(&answer.text_at("/instance"), "");
        assert_eq!((nothing.status, same(&nothing)), (404, same(answer)), "{} {}", call.method, call.path);
    }

    /// The operation that a call is about.
    pub(crate) fn operation(&self, call: &Call<'_>) -> String {
        let path = call.path.split('?').next().unwrap();
        let fits = |template: &str| {
            let (parts, asked): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
            let takes =
                |part: &str, asked: &str| match part.strip_prefix('{').and_then(|it| it.split_once('}')) {
                    Some((_, end)) => asked.ends_with(end),
                    None => part == asked,
                };
            parts.len() == asked.len() && parts.iter().zip(&asked).all(|(part, asked)| takes(part, asked))
        };
        // A path with more that is fixed beats one with less.
        let mut found: Vec<_> =
            self.routes.iter().filter(|(method, template)| method == call.method && fits(template)).collect();
        found.sort_by_key(|(_, template)| template.split('/').filter(|part| part.ends_with('}')).count());
        let (method, template) =
            found.first().unwrap_or_else(|| panic!("{} {path} is not in the contract", call.method));
        format!("{method} {template}")
    }

    /// A write is tried first: it is answered, and nothing of it stays but the record of what was shown (R12).
    fn try_out(&self, stage: &Stage<'_>, call: &Call<'_>, operation: &str) -> Option<Answer> {
        let (method, route) = operation.split_once(' ')?;
        if !openapi::contract().can_be_tried(method, route) {
            return None;
        }
        let path = format!("{}?validate_only=true", call.path);
        let trial = Call { path: &path, headers: call.headers.clone(), body: call.body.clone(), ..*call };
        let left = || ["audit_log", "outbox", "idempotency_keys"].map(|table| self.count(table));
        let before = left();
        let answer = stage.send(&trial, Some(&stage.token(call.persona, 60))).unwrap();
        assert_eq!(answer.header("validate-only"), Some("true"), "{operation} tried: {}", answer.text);
        assert_answer(operation, &answer);
        assert_eq!(left(), before, "{operation} tried");
        self.expect_record(operation, answer.header("etag").is_some());
        Some(answer)
    }

    /// Whatever shows something about people leaves one record of who saw it (R30).
    fn expect_record(&self, operation: &str, shown: bool) {
        let expected = self.records.get() + u64::from(shown && self.personal.contains(operation));
        assert_eq!(self.count("access_log"), expected, "{operation}: one access record");
        self.records.set(expected);
    }
}

/// The operations that are neither of the directory, which is open to everybody, nor about the service and who comes
/// in.
fn personal() -> BTreeSet<String> {
    let document = openapi::document();
    let is_personal = |(method, path): &(String, String)| {
        let tag = document["paths"][path][method.to_lowercase()]["tags"][0].as_str().unwrap();
        !["Access", "Directory", "Service", "Webhooks"].contains(&tag)
    };
    let personal = routes().into_iter().filter(is_personal);
    personal.map(|(method, path)| format!("{method} {path}")).collect()
}

fn routes() -> Vec<(String, String)> {
    let document = openapi::document();
    let paths = document["paths"].as_object().unwrap();
    let contract = openapi::contract();
    paths
        .keys()
        .flat_map(|path| contract.methods(path).into_iter().map(|method| (method, path.clone())))
        .collect()
}

/// Everybody with a token may read the directory, but not which programs and logins an agency has, and anybody may ask for the process to start. Workers have a calendar of
/// their own, and whoever has the address of one reads it.
fn is_open(call: &Call<'_>) -> bool {
    let directory = ["/v1/regions", "/v1/agencies", "/v1/workers", "/v1/coordinators", "/v1/facilitators"];
    let kept = ["/clients", "/logins", "/webhooks"].iter().any(|end| call.path.ends_with(end));
    let reads = call.method == "GET" && !kept && directory.iter().any(|path| call.path.starts_with(path));
    let asks =
        call.method == "POST" && ["/v1/intakes", "/v1/self-requests", "/v1/calendars"].contains(&call.path);
    // Whoever has to do with none has an empty list.
    let lists = [
        "/v1/cases",
        "/v1/families",
        "/v1/advice-requests",
        "/v1/correction-notices",
        "/v1/recalls",
        "/v1/calendars",
    ];
    let lists = lists.iter().any(|path| call.path.split('?').next() == Some(*path));
    let is_calendar = call.path.starts_with("/v1/calendars/") && call.path.contains(".ics");
    reads || asks || is_calendar || (call.method == "GET" && lists)
}

/// Whoever has read an earlier version is told the tag that they would read now, and nothing is done (R10).
fn compare_with_stale(stage: &Stage<'_>, call: &Call<'_>, operation: &str) {
    let mut stale = again(call, call.body.clone());
    let read = stale.headers.iter().position(|(name, _)| *name == "if-match");
    let read = read.map(|at| stale.headers.remove(at).1);
    stale.headers.push(("if-match", "\"v2000000000.other\"".to_owned()));
    let answer = stage.send(&stale, Some(&stage.token(call.persona, 60))).unwrap();
    assert_eq!(answer.status, 412, "{operation} with an earlier tag: {}", answer.text);
    assert_answer(operation, &answer);
    if let Some(tag) = read {
        assert_eq!(answer.text_at("/current_etag"), tag, "{operation}: {}", answer.text);
    }
}

/// What a value is made of, whatever its texts and numbers are: ids and instants are new in each answer.
fn shape(value: &Value) -> Value {
    match value {
        Value::String(_) => "text".into(),
        Value::Number(_) => "number".into(),
        Value::Array(items) => items.iter().map(shape).collect(),
        Value::Object(members) => members.iter().map(|(name, it)| (name.clone(), shape(it))).collect(),
        Value::Null | Value::Bool(_) => value.clone(),
    }
}

fn again<'c>(call: &'c Call<'_>, body: Option<Value>) -> Call<'c> {
    let mut headers = call.headers.clone();
    for (name, value) in &mut headers {
        if *name == "idempotency-key" {
            *value = new_key();
        }
    }
    Call { persona: call.persona, method: call.method, path: call.path, headers, body }
}

impl Audience for Critic<'_> {
    fn step(&self, line: &str) {
        writeln!(self.scenes.borrow_mut(), "- {line}").unwrap();
    }

    fn before(&self, stage: &Stage<'_>, call: &Call<'_>) {
        let operation = self.operation(call);
        self.seen.borrow_mut().insert(operation.clone());
        if moments::are_wanted() {
            let other = (!is_open(call)).then(|| self.stranger.borrow());
            return moments::hand_over(stage, self.app.base(), &operation, call, other.as_deref());
        }
        if !call.persona.subject.is_empty() {
            let bare = stage.send(&again(call, call.body.clone()), None).unwrap();
            assert_eq!(bare.status, 401, "{} {} without a token: {}", call.method, call.path, bare.text);
            assert_answer(&operation, &bare);
        }
        if !is_open(call) {
            let stranger = stage.token(&self.stranger.borrow(), 60);
            let answer = stage.send(&again(call, call.body.clone()), Some(&stranger)).unwrap();
            assert!(
                [403, 404].contains(&answer.status),
                "{} {} by a stranger: {}",
                call.method,
                call.path,
                answer.text
            );
            Self::compare_with_nothing(stage, call, &stranger, &answer);
            assert_answer(&operation, &answer);
        }
        if let Some(mut body) = call.body.clone() {
            body["no_such_member"] = json!(1);
            let token = stage.token(call.persona, 60);
            let answer = stage.send(&again(call, Some(body)), Some(&token)).unwrap();
            assert_eq!(answer.status, 422, "{} {}: {}", call.method, call.path, answer.text);
            assert_eq!(answer.text_at("/errors/0/pointer"), "#/no_such_member", "{}", answer.text);
            assert_answer(&operation, &answer);
        }
        if operation.contains('{') && call.method != "GET" {
            compare_with_stale(stage, call, &operation);
        }
        self.entries.set(self.count("audit_log"));
        self.records.set(self.count("access_log"));
        self.tried.replace(self.try_out(stage, call, &operation));
    }

    fn after(&self, stage: &Stage<'_>, call: &Call<'_>, answer: &Answer) {
        if call.body.as_ref().is_some_and(|body| body["name"] == "Kiri Wood") {
            let subject = format!("worker:{}", answer.id());
            *self.stranger.borrow_mut() =
                Persona { name: "Stranger".to_owned(), subject, scopes: WORKER_SCOPES };
        }
        if moments::are_wanted() {
            return;
        }
        let writes = call.method != "GET" && !call.path.ends_with("/search");
        let expected = self.entries.get() + u64::from(writes);
        assert_eq!(self.count("audit_log"), expected, "{} {}: one audit entry", call.method, call.path);
        assert_eq!(self.count("outbox"), expected, "{} {}: one event", call.method, call.path);
        let operation = self.operation(call);
        self.expect_record(&operation, !writes);
        if let Some(tried) = self.tried.take() {
            assert_eq!(
                (tried.status, shape(&tried.body)),
                (answer.status, shape(&without_secrets(answer))),
                "{operation} tried"
            );
        }
        if call.method == "POST" && writes {
            let replayed = stage.send(call, Some(&stage.token(call.persona, 60))).unwrap();
            assert_eq!(
                (replayed.status, &replayed.body),
                (answer.status, &without_secrets(answer)),
                "{} replayed",
                call.path
            );
            assert_eq!(replayed.header("idempotent-replayed"), Some("true"), "{}", call.path);
            assert_answer(&operation, &replayed);
            assert_eq!(self.count("audit_log"), expected, "{} replayed", call.path);
            // An answer without a tag only acknowledges what the caller sent.
            self.expect_record(&operation, answer.header("etag").is_some());
        }
        if let Some(body) = &call.body {
            assert_request(&operation, body);
        }
        assert_answer(&operation, answer);
        self.examples.keep(&operation, call, answer);
        if let ("GET", Some(tag)) = (call.method, answer.header("etag")) {
            let headers = vec![("if-none-match", tag.to_owned())];
            let again = Call { persona: call.persona, method: "GET", path: call.path, headers, body: None };
            let known = stage.send(&again, Some(&stage.token(call.persona, 60))).unwrap();
            assert_eq!(known.status, 304, "{} {}: {}", call.path, tag, known.text);
            assert_answer(&operation, &known);
            self.expect_record(&operation, true);
        }
    }

    fn scene(&self, stage: &Stage<'_>, name: &str, cast: &Cast) {
        if moments::are_wanted() {
            return;
        }
        let mut scenes = self.scenes.borrow_mut();
        writeln!(scenes, "\n**{name}**\n\n| who | case | profile entries | actions | plan versions |\n| --- | --- | --- | --- | --- |").unwrap();
        let case = cast.id("case").unwrap();
        for (key, persona) in &cast.personas {
            let token = stage.token(persona, 60);
            let look = |path: &str| {
                let call = Call { persona, method: "GET", path, headers: Vec::new(), body: None };
                let answer = stage.send(&call, Some(&token)).unwrap();
                match answer.body["items"].as_array() {
                    Some(items) => items.len().to_string(),
                    None if answer.status == 200 => answer.text_at("/status"),
                    None => answer.status.to_string(),
                }
            };
            let lists = ["profile-entries", "actions", "plan-versions"]
                .map(|list| look(&format!("/v1/cases/{case}/{list}?limit=200")));
            writeln!(scenes, "| {key} | {} | {} |", look(&format!("/v1/cases/{case}")), lists.join(" | "))
                .unwrap();
        }
        writeln!(scenes).unwrap();
    }
}

/// The answer without what is shown once.
fn without_secrets(answer: &Answer) -> Value {
    let mut body = answer.body.clone();
    if body.get("expires_at").is_some() && body.get("id").is_none() {
        body.as_object_mut().unwrap().remove("code");
    }
    if body["address"].as_str().is_some_and(|address| address.contains("/v1/calendars/")) {
        body.as_object_mut().unwrap().remove("address");
    }
    body
}

/// The journey and its side roads together touch every operation; the rest is asked for by whoever runs
/// the service, and tested with the protocol.
#[test]
fn every_operation_of_the_contract_is_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/snapshots");
    let mut seen = BTreeSet::from(["GET /livez", "GET /readyz", "GET /problems/{code}"].map(str::to_owned));
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if file.file_name().unwrap().to_str().unwrap().starts_with("it__critic__operations_") {
            seen.extend(std::fs::read_to_string(file).unwrap().lines().map(str::to_owned));
        }
    }
    let known = routes().into_iter().map(|(method, path)| format!("{method} {path}"));
    let unseen: Vec<String> = known.filter(|route| !seen.contains(route)).collect();
    assert!(unseen.is_empty(), "nobody looks at {unseen:#?}");
}
