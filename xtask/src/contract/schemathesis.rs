//! Schemathesis: much that people would not send, and a second agency that asks for what it should not see.
//!
//! First it looks at the whole contract, with the demonstration's family in the service. Most operations
//! fit only one moment of a story, so then the tests play theirs, and hand over each operation when
//! somebody is about to do it; whatever it answers is asked for again in the name of another agency, which is to be
//! refused. Of the stories the few are played that lead to every operation together, and nobody
//! criticises them: that is what the tests are for. All of it on both databases.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::CONTRACT;
use super::tools::Tools;
use super::world::{Database, World};
use crate::failure::{Explain, Failure, Result};
use crate::postgres::Cluster;
use crate::{process, program, workspace};

/// The first asks, the second is of an agency that has nothing to do with it.
const CALLERS: [&str; 2] = ["COORDINATOR", "STRANGER"];
/// The phases that are played together, for how many seconds at the most, since whatever comes later would have no time
/// left, and how many of a hundred operations have to be tried in them.
const PHASES: [(&[&str], u32, u64); 2] =
    [(&["examples", "coverage", "fuzzing"], 60, 95), (&["stateful"], 30, 25)];
/// How many of a hundred operations have to succeed.
const SHARE: usize = 90;
/// How many of a hundred another agency has to be refused: all but the directory and what begins a story.
const SHARE_REFUSED: usize = 85;
const STORIES: [&str; 2] = ["sideroads::", "the_whole_journey"];
const SETTINGS: &str = "schemathesis.toml";
const REPORT: &str = "report.json";

pub(super) fn run(tools: &Tools) -> Result<String> {
    let folder = tools.fresh("schemathesis")?;
    let program = program::build()?;
    let wholes = Database::BOTH
        .iter()
        .map(|database| whole(tools, &folder, &World::after("following", &program, *database)?))
        .collect::<Result<Vec<_>>>()?;
    let all = operations()?;
    let on_sqlite = judge(&moments(tools, &folder.join("sqlite.jsonl"), "sqlite")?, all)?;
    let cluster = Cluster::start()?;
    let moments = moments(tools, &folder.join("postgres.jsonl"), &cluster.url("postgres"))?;
    let on_postgres = judge(&moments, all)?;
    Ok(format!(
        "nothing was found in {}; SQLite: {on_sqlite}; PostgreSQL: {on_postgres}",
        wholes.join(", then ")
    ))
}

/// Every phase and every check, and for each thing that was read the question whether the other agency reads
/// it too. Says how much was tried.
fn whole(tools: &Tools, folder: &Path, world: &World) -> Result<String> {
    let [asks, other] = CALLERS.map(str::to_lowercase);
    let peers = format!(
        "\n[auth.wfc]\npath = \"callers.json\"\nuser = \"{asks}\"\npeers = [\"{asks}\", \"{other}\"]\n"
    );
    let settings = fs::read_to_string(Tools::sources()?.join(SETTINGS)).explain(SETTINGS)? + &peers;
    fs::write(folder.join(SETTINGS), settings).explain(SETTINGS)?;
    let caller = |name: &str| {
        let bearer = format!("Bearer {}", world.token(name));
        json!({ "name": name.to_lowercase(), "fixedHeaders": [{ "name": "Authorization", "value": bearer }] })
    };
    let callers = json!({ "auth": CALLERS.map(caller) });
    fs::write(folder.join("callers.json"), callers.to_string()).explain("callers.json")?;
    let play = |(phases, seconds, share): &(&[&str], u32, u64)| {
        let mut run = tools.python("schemathesis");
        world.tell(run.env("SCHEMATHESIS_HOOKS", Tools::sources()?.join("hooks.py")).current_dir(folder));
        run.args(["--config-file", SETTINGS, "run", &format!("{}/openapi.json", world.base())]);
        run.args(["--checks", "all", "--phases", &phases.join(","), "--continue-on-failure"]);
        run.args(["--max-examples", "5", "--max-time", &seconds.to_string(), "--workers", "1"]);
        run.args(["--warnings", "off", "--report", "json", "--report-json-path", REPORT]);
        process::output(&mut run)?;
        let report = fs::read_to_string(folder.join(REPORT)).explain(REPORT)?;
        all_played(phases, *share, &serde_json::from_str(&report).explain(REPORT)?)
    };
    let tried = PHASES.iter().map(play).collect::<Result<Vec<_>>>()?;
    Ok(tried.join(", "))
}

/// A phase for which there was too little time, or nothing to do, is no success. Says how many operations were tried.
fn all_played(phases: &[&str], share: u64, report: &Value) -> Result<String> {
    let status = |phase: &str| report.pointer(&format!("/phases/{phase}/status")).and_then(Value::as_str);
    if let Some(phase) = phases.iter().find(|phase| status(phase) != Some("success")) {
        return Err(Failure::new(format!("The phase {phase} was not played: {:?}", status(phase))));
    }
    let operations = |which: &str| report.pointer(&format!("/operations/{which}")).and_then(Value::as_u64);
    let (tested, total) = (operations("tested").unwrap_or(0), operations("total").unwrap_or(0));
    let tried = format!("{tested} of {total} operations in {}", phases.join(", "));
    if tested == 0 || tested * 100 < total * share {
        return Err(Failure::new(format!("Only {tried}; {share} % have to be tried.")));
    }
    Ok(tried)
}

/// What came of an operation that was tried at its moment.
#[derive(Deserialize)]
struct Moment {
    operation: String,
    statuses: Map<String, Value>,
    failures: Map<String, Value>,
    /// How often another agency was refused what somebody was answered.
    refused: u32,
}

impl Moment {
    fn succeeds(&self) -> bool {
        self.statuses.keys().any(|status| status.starts_with('2'))
    }
}

/// Plays stories, and says what came of the operations in them. Whether the tests pass is not asked here: they count
/// records, and everything that is tried besides leaves some.
fn moments(tools: &Tools, results: &Path, database: &str) -> Result<Vec<Moment>> {
    let mut tests = Command::new("cargo");
    tests.args(["test", "--workspace", "--test", "it", "--"]).args(STORIES).current_dir(workspace::root()?);
    tests.env("WHAKAKAHA_TEST_DATABASE", database).env("WHAKAKAHA_MOMENTS", examiner(tools, results)?);
    process::succeeds(&mut tests);
    let told = fs::read_to_string(results).explain("The stories handed nothing over")?;
    let moments = told.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>();
    moments.explain("What came of the stories cannot be read")
}

/// How the tests start what looks at an operation, one word a line.
fn examiner(tools: &Tools, results: &Path) -> Result<String> {
    let sources = Tools::sources()?;
    let words: [PathBuf; 5] = [
        tools.python("python").get_program().into(),
        sources.join("moments.py"),
        workspace::root()?.join(CONTRACT),
        sources.join(SETTINGS),
        results.to_owned(),
    ];
    Ok(words.map(|word| word.to_string_lossy().into_owned()).join("\n"))
}

/// How many operations there are.
fn operations() -> Result<usize> {
    let contract = fs::read_to_string(workspace::root()?.join(CONTRACT)).explain(CONTRACT)?;
    let contract: Value = serde_json::from_str(&contract).explain(CONTRACT)?;
    let paths = contract.get("paths").and_then(Value::as_object).into_iter().flatten();
    Ok(paths.filter_map(|(_, item)| item.as_object()).map(Map::len).sum())
}

fn judge(moments: &[Moment], all: usize) -> Result<String> {
    let those = |which: &dyn Fn(&Moment) -> bool| {
        moments.iter().filter(|it| which(it)).map(|it| it.operation.as_str()).collect::<BTreeSet<_>>().len()
    };
    let (succeeded, refused) = (those(&Moment::succeeds), those(&|it| it.refused > 0));
    let found: Vec<String> = moments
        .iter()
        .flat_map(|it| {
            it.failures.iter().map(move |(kind, what)| format!("{}: {kind}\n{what}", it.operation))
        })
        .collect();
    if !found.is_empty() {
        return Err(Failure::new(found.join("\n")));
    }
    for (share, least, what) in
        [(succeeded, SHARE, "succeeded"), (refused, SHARE_REFUSED, "refused to others")]
    {
        if share * 100 < all * least {
            return Err(Failure::new(format!(
                "Only {share} of {all} operations {what}; {least} % have to be."
            )));
        }
    }
    Ok(format!(
        "{succeeded} of {all} operations succeed at their moment, {refused} are refused to another agency"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(status: &str, failures: &[&str]) -> Moment {
        Moment {
            operation: format!("GET /{status}"),
            statuses: Map::from_iter([(status.to_owned(), 1.into())]),
            failures: failures.iter().map(|kind| ((*kind).to_owned(), "why".into())).collect(),
            refused: 1,
        }
    }

    #[test]
    fn a_phase_that_was_not_played_is_no_success() {
        let report = |status: &str, tested: u64| json!({ "phases": { "fuzzing": { "status": status } }, "operations": { "tested": tested, "total": 10 } });
        assert_eq!(
            all_played(&["fuzzing"], 70, &report("success", 7)).unwrap(),
            "7 of 10 operations in fuzzing"
        );
        for other in [report("skip", 7), report("success", 6), report("success", 0), json!({})] {
            assert!(all_played(&["fuzzing"], 70, &other).is_err(), "{other}");
        }
        assert!(all_played(&["fuzzing"], 0, &report("success", 0)).is_err());
    }

    #[test]
    fn nine_of_ten_operations_have_to_succeed_and_nothing_may_be_found() {
        let told = judge(&[moment("200", &[])], 1).unwrap();
        assert!(told.starts_with("1 of 1 operations succeed") && told.contains(", 1 are refused"), "{told}");
        let open = Moment { refused: 0, ..moment("200", &[]) };
        assert!(judge(&[open], 1).is_err(), "nobody was refused");
        assert!(judge(&[moment("200", &[]), moment("404", &[])], 2).is_err());
        assert!(
            judge(&[moment("200", &[]), moment("200", &[])], 2).is_err(),
            "one operation, looked at twice"
        );
        assert!(judge(&[moment("200", &["ServerError"])], 1).is_err());
    }
}
