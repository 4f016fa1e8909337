//! Running the tests against a mutant until the first of them fails.

use std::fmt::{Display, Formatter};
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::table::Mutant;
use super::tree::Tree;
use crate::failure::{Explain, Failure, Result};
use crate::interrupt::Interrupt;
use crate::process;

/// Settings of the noninterference test: one audience only, and how many stories it is told.
const AUDIENCE: &str = "WHAKAKAHA_NONINTERFERENCE_AUDIENCE";
const STORIES: &str = "WHAKAKAHA_NONINTERFERENCE_CASES";

const POLL: Duration = Duration::from_millis(100);

/// What became of a mutant.
pub(super) enum Verdict {
    /// This test failed.
    Noticed(String),
    /// Every test passed.
    Survived,
    /// The compiler refused it, so that it shows nothing.
    NotCompiled,
}

impl Display for Verdict {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Noticed(test) => write!(formatter, "`{test}`"),
            Self::Survived => formatter.write_str("**no test fails**"),
            Self::NotCompiled => formatter.write_str("**does not compile**"),
        }
    }
}

/// Without a mutant, everything compiles and a test passes here; else the results would say nothing. That all tests
/// pass is the business of `cargo xtask test`.
pub(super) fn baseline(tree: &Tree, interrupt: &Interrupt) -> Result<()> {
    println!("Building the copy.");
    if !build(tree, interrupt)? {
        return Err(Failure::new("The tests do not compile; no mutant was tried."));
    }
    let mut narrow = noninterference(tree, "worker/school", 1);
    match first_failure(&mut narrow, tree, interrupt)? {
        None => Ok(()),
        Some(test) => Err(Failure::new(format!("{test} fails without a mutant; none was tried."))),
    }
}

/// Puts a mutant in, runs the tests, and takes it out again.
pub(super) fn verdict(tree: &Tree, mutant: &Mutant, interrupt: &Interrupt) -> Result<Verdict> {
    tree.mutate(mutant)?;
    let verdict = judge(tree, mutant, interrupt);
    tree.restore(mutant)?;
    verdict
}

/// The quickest tests first: those that the mutant names, noninterference for whoever would know too much, then all.
fn judge(tree: &Tree, mutant: &Mutant, interrupt: &Interrupt) -> Result<Verdict> {
    if !build(tree, interrupt)? {
        return Ok(Verdict::NotCompiled);
    }
    let narrow = noninterference(tree, mutant.who, 3);
    for mut run in [tests(tree, mutant.tests), narrow, tests(tree, &[]), domain(tree)] {
        if let Some(test) = first_failure(&mut run, tree, interrupt)? {
            return Ok(Verdict::Noticed(test));
        }
    }
    Ok(Verdict::Survived)
}

fn cargo(tree: &Tree) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(&tree.folder)
        .env("CARGO_TARGET_DIR", &tree.build)
        .env("CARGO_INCREMENTAL", "1")
        .env("PROPTEST_MAX_SHRINK_ITERS", "0")
        .env("RUST_BACKTRACE", "0");
    cargo
}

fn build(tree: &Tree, interrupt: &Interrupt) -> Result<bool> {
    let mut build = cargo(tree);
    build.args(["test", "--quiet", "--package", "whakakaha-tests", "--test", "it", "--no-run"]);
    Ok(process::watch(build.stderr(Stdio::null()).stdout(Stdio::null()), interrupt)?.success())
}

/// The tests through HTTP with one of these in their names, or all of them.
fn tests(tree: &Tree, names: &[&str]) -> Command {
    let mut tests = cargo(tree);
    tests.args(["test", "--package", "whakakaha-tests", "--test", "it", "--"]).args(names);
    tests
}

/// Noninterference for one audience, with this many stories.
fn noninterference(tree: &Tree, audience: &str, stories: u32) -> Command {
    let mut narrow = tests(tree, &["noninterference_holds"]);
    narrow.env(AUDIENCE, audience).env(STORIES, stories.to_string());
    narrow
}

fn domain(tree: &Tree) -> Command {
    let mut tests = cargo(tree);
    tests.args(["test", "--package", "whakakaha-domain", "--lib"]);
    tests
}

/// Runs tests until one fails, and answers its name.
fn first_failure(tests: &mut Command, tree: &Tree, interrupt: &Interrupt) -> Result<Option<String>> {
    let said = tree.build.join("said.txt");
    let file = File::create(&said).explain("Could not keep what the tests say")?;
    let attempt = "Could not run the tests";
    let mut child = tests.stdout(file).stderr(Stdio::null()).process_group(0).spawn().explain(attempt)?;
    loop {
        let ended = child.try_wait().explain(attempt)?;
        let failed = failed(&said)?;
        if failed.is_some() || interrupt.is_raised() {
            process::signal("KILL", &format!("-{}", child.id()));
            child.wait().explain(attempt)?;
        }
        if interrupt.is_raised() {
            return Err(Failure::new("Interrupted."));
        }
        match ended {
            _ if failed.is_some() => return Ok(failed),
            Some(status) if status.success() => return Ok(None),
            Some(_) => return Ok(Some("the tests stop".to_owned())),
            None => std::thread::sleep(POLL),
        }
    }
}

/// The first test that is said to have failed.
fn failed(said: &Path) -> Result<Option<String>> {
    let said = std::fs::read_to_string(said).explain("Could not read what the tests say")?;
    Ok(named(&said))
}

fn named(said: &str) -> Option<String> {
    let failed = |line: &str| Some(line.strip_prefix("test ")?.strip_suffix(" ... FAILED")?.to_owned());
    said.lines().find_map(failed)
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn the_first_failure_is_read_from_what_the_tests_say() {
        let said = "running 3 tests\ntest a::b ... ok\ntest c::d ... FAILED\ntest e ... FAILED\n";
        assert_eq!(named(said), Some("c::d".to_owned()));
        assert_eq!(named("test a::b ... ok\n"), None);
    }
}
