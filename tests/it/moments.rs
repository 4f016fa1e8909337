//! Moments at which an operation can succeed, handed to a program that tries it with much that people would
//! not send. `cargo xtask contract` names the program; without one, nothing is handed to anybody.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{LazyLock, Mutex, MutexGuard, PoisonError},
};

use serde_json::{Map, Value, json};
use whakakaha::demo::stage::{Call, Persona, Stage};
use whakakaha_api::openapi;

/// How to start the program: its arguments, separated by line ends.
const PROGRAM: &str = "WHAKAKAHA_MOMENTS";

/// How long its token lives, in seconds.
const LIFETIME: i64 = 600;

static EXAMINER: LazyLock<Option<Mutex<Examiner>>> =
    LazyLock::new(|| program().map(|words| Mutex::new(Examiner::start(&words))));

#[expect(clippy::disallowed_methods, reason = "a test's settings come from whoever starts it")]
fn program() -> Option<String> {
    std::env::var(PROGRAM).ok()
}

struct Examiner {
    child: Child,
    output: BufReader<ChildStdout>,
    seen: BTreeSet<String>,
}

impl Examiner {
    fn start(words: &str) -> Self {
        let mut words = words.lines();
        let mut command = Command::new(words.next().unwrap());
        command.args(words).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        Self { child, output, seen: BTreeSet::new() }
    }

    fn examine(&mut self, moment: &Value) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{moment}").unwrap();
        let mut answer = String::new();
        self.output.read_line(&mut answer).unwrap();
        assert_eq!(answer, "done\n", "the program that looks at {moment} is gone");
    }
}

fn examiner() -> Option<MutexGuard<'static, Examiner>> {
    let examiner = EXAMINER.as_ref()?;
    Some(examiner.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Whether operations are handed over, and nothing else is looked at.
pub(crate) fn are_wanted() -> bool {
    EXAMINER.is_some()
}

/// Whether a road is one of the few that lead to every operation; without the program all roads are gone.
pub(crate) fn is_wanted(road: &str) -> bool {
    static WANTED: LazyLock<BTreeSet<String>> = LazyLock::new(|| fewest(&roads()));
    !are_wanted() || WANTED.contains(road)
}

/// The operations of each road, as they were when it was gone last.
fn roads() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("it/snapshots");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let road = |path: &Path| {
        let name = path.file_stem()?.to_str()?.strip_prefix("it__critic__operations_")?.to_owned();
        let known = std::fs::read_to_string(path).unwrap();
        Some((name, known.lines().filter(|line| line.contains(" /")).map(str::to_owned).collect()))
    };
    files.filter_map(|path| road(&path)).collect()
}

/// Few roads that lead to every operation together: again and again the one that leads to most of what is left.
fn fewest(roads: &BTreeMap<String, BTreeSet<String>>) -> BTreeSet<String> {
    let mut left: BTreeSet<String> = roads.values().flatten().cloned().collect();
    let mut fewest = BTreeSet::new();
    while let Some((road, operations)) =
        roads.iter().max_by_key(|(_, it)| it.intersection(&left).count()).filter(|_| !left.is_empty())
    {
        left = &left - operations;
        fewest.insert(road.clone());
    }
    fewest
}

/// Hands over an operation that is about to succeed, once, and who is to be refused where it is not open to all.
pub(crate) fn hand_over(
    stage: &Stage<'_>,
    base: &str,
    operation: &str,
    call: &Call<'_>,
    other: Option<&Persona>,
) {
    let Some(mut examiner) = examiner() else { return };
    if !examiner.seen.insert(operation.to_owned()) {
        return;
    }
    let (method, template) = operation.split_once(' ').unwrap();
    let (path, query) = call.path.split_once('?').unwrap_or((call.path, ""));
    let parts = template.split('/').zip(path.split('/'));
    let ids = parts.filter_map(|(part, id)| {
        let (name, end) = part.strip_prefix('{')?.split_once('}')?;
        Some((name.to_owned(), id.strip_suffix(end)?.into()))
    });
    let query = query.split('&').filter_map(|part| part.split_once('='));
    let query = query.map(|(name, value)| (name.to_owned(), value.into()));
    let headers = call.headers.iter().map(|(name, value)| ((*name).to_owned(), value.as_str().into()));
    let token =
        if call.persona.subject.is_empty() { String::new() } else { stage.token(call.persona, LIFETIME) };
    examiner.examine(&json!({
        "base": base, "token": token, "other": other.map(|it| stage.token(it, LIFETIME)), "method": method, "path": template, "body": call.body,
        "is_write": openapi::contract().can_be_tried(method, template),
        "ids": ids.collect::<Map<String, Value>>(),
        "query": query.collect::<Map<String, Value>>(),
        "headers": headers.collect::<Map<String, Value>>(),
    }));
}
