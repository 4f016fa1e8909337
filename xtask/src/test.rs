//! `cargo xtask test`: the whole suite, on both databases.
//!
//! Unit and documentation tests run once. The integration tests run once per database; the
//! variable [`DATABASE`] tells them which. What did not run is said in the last line.

use std::process::Command;
use std::time::{Duration, Instant};

use clap::Args;

use crate::failure::{Failure, Result};
use crate::interrupt::Interrupt;
use crate::postgres::Cluster;
use crate::{process, workspace};

/// `sqlite`, or the URL of a PostgreSQL server on which a test may create databases.
const DATABASE: &str = "WHAKAKAHA_TEST_DATABASE";

#[derive(Args)]
pub(crate) struct Options {
    /// Leave PostgreSQL out. The last line then says what did not run.
    #[arg(long)]
    sqlite_only: bool,
    /// Arguments for the test programs, such as a part of a test's name.
    #[arg(last = true)]
    filter: Vec<String>,
}

struct Outcome {
    database: String,
    passed: bool,
    took: Duration,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let interrupt = Interrupt::install()?;
    let suite = Suite { options, interrupt: &interrupt };
    // First, so that a missing PostgreSQL is known before the minutes of a build.
    let cluster = (!options.sqlite_only).then(Cluster::start).transpose()?;
    suite.build()?;
    let mut outcomes = vec![suite.on_sqlite()?];
    if let Some(cluster) = &cluster {
        outcomes.push(suite.on_postgres(cluster)?);
    }
    summarise(&outcomes, options)
}

struct Suite<'a> {
    options: &'a Options,
    interrupt: &'a Interrupt,
}

impl Suite<'_> {
    /// A tree that does not compile is reported once, not once per database.
    fn build(&self) -> Result<()> {
        headline("Build");
        let mut command = cargo_test(&[])?;
        if process::watch(command.arg("--no-run"), self.interrupt)?.success() {
            Ok(())
        } else {
            Err(Failure::new("The tests do not compile; no test ran."))
        }
    }

    fn on_sqlite(&self) -> Result<Outcome> {
        headline("SQLite: unit, documentation and integration tests");
        self.run("SQLite", "sqlite", &[])
    }

    /// Selects the same packages as the run before it, so that cargo resolves the same
    /// features and compiles nothing again.
    fn on_postgres(&self, cluster: &Cluster) -> Result<Outcome> {
        let database = format!("PostgreSQL {}", cluster.version());
        headline(&format!("{database}: integration tests"));
        self.run(&database, &cluster.url("postgres"), &["--test", "it"])
    }

    fn run(&self, database: &str, url: &str, selection: &[&str]) -> Result<Outcome> {
        let began = Instant::now();
        let mut command = cargo_test(selection)?;
        command.env(DATABASE, url).arg("--").args(&self.options.filter);
        let status = process::watch(&mut command, self.interrupt)?;
        Ok(Outcome { database: database.to_owned(), passed: status.success(), took: began.elapsed() })
    }
}

fn cargo_test(selection: &[&str]) -> Result<Command> {
    let mut command = Command::new("cargo");
    command.args(["test", "--workspace"]).args(selection).current_dir(workspace::root()?);
    Ok(command)
}

fn summarise(outcomes: &[Outcome], options: &Options) -> Result<()> {
    headline("Summary");
    for Outcome { database, passed, took } in outcomes {
        let verdict = if *passed { "passed" } else { "FAILED" };
        println!("{database}: {verdict} after {} s", took.as_secs());
    }
    let failed: Vec<&str> =
        outcomes.iter().filter(|outcome| !outcome.passed).map(|outcome| outcome.database.as_str()).collect();
    let verdict = verdict(&failed, options.sqlite_only);
    if failed.is_empty() {
        println!("{verdict}");
        Ok(())
    } else {
        Err(Failure::new(verdict))
    }
}

/// The last line of the run.
fn verdict(failed: &[&str], sqlite_only: bool) -> String {
    let result = if failed.is_empty() {
        "All tests that ran passed".to_owned()
    } else {
        format!("Tests failed on {}", failed.join(" and on "))
    };
    if sqlite_only {
        format!("{result}. NOT RUN (--sqlite-only): the integration tests ON POSTGRESQL.")
    } else {
        format!("{result}; both databases were tested.")
    }
}

fn headline(text: &str) {
    println!("\n━━━━━━━━ {text} ━━━━━━━━");
}

#[cfg(test)]
mod tests {
    use super::verdict;

    #[test]
    fn the_last_line_says_what_did_not_run() {
        assert!(verdict(&[], true).contains("NOT RUN"));
        assert!(verdict(&["SQLite"], true).contains("NOT RUN"));
        assert!(!verdict(&[], false).contains("NOT RUN"));
    }

    #[test]
    fn the_last_line_names_every_database_that_failed() {
        let line = verdict(&["SQLite", "PostgreSQL 15.18"], false);
        assert!(line.starts_with("Tests failed on SQLite and on PostgreSQL 15.18"));
    }
}
