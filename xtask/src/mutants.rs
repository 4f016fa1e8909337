//! `cargo xtask mutants`: takes away one rule about who may know what, and looks which test notices.
//!
//! Every mutant is a change of one text of the source, applied to a copy of the tree with a build folder of
//! its own. A mutant that no test notices, that does not compile, or whose text is not there any more fails
//! the command.

mod apply;
mod run;
mod table;
mod tree;

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::str::FromStr;
use std::time::{Duration, Instant};

use clap::Args;

use self::run::Verdict;
pub(crate) use self::table::Mutant;
use self::table::all;
use self::tree::Tree;
use crate::failure::{Explain, Failure, Result};
use crate::interrupt::Interrupt;
use crate::{process, program, workspace};

/// Where it is kept what was noticed when a mutant was tried last.
const REPORT: &str = "docs/mutants.md";

#[derive(Args)]
pub(crate) struct Options {
    /// Only every so manieth mutant, such as `2/5` for the second of five shares.
    #[arg(long, conflicts_with = "minutes")]
    share: Option<Share>,
    /// Begin at a place that the commit decides, and begin no mutant that would not end in this time, the building
    /// included.
    #[arg(long)]
    minutes: Option<u64>,
    /// Only those with this in their names.
    #[arg(long)]
    only: Option<String>,
    /// Only those of which the table does not say that they were noticed.
    #[arg(long)]
    untried: bool,
    /// Show the table and stop.
    #[arg(long)]
    list: bool,
}

/// A part of the table.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Share {
    number: usize,
    of: usize,
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let parts =
            text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if 1 <= number && number <= of => Ok(Self { number, of }),
            _ => Err("a share is written like 2/5".to_owned()),
        }
    }
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let chosen = chosen(options)?;
    if options.list {
        for Mutant { name, without, .. } in chosen {
            println!("{name:<50} {without}");
        }
        return Ok(());
    }
    let began = Instant::now();
    let interrupt = Interrupt::install()?;
    let tree = Tree::copy(workspace::root()?)?;
    println!("{} of {} mutants.", chosen.len(), all().count());
    run::baseline(&tree, &interrupt)?;
    let end = options.minutes.map(|minutes| began + Duration::from_secs(60 * minutes));
    conclude(&results(&tree, &chosen, end, &interrupt)?)
}

/// The program as it is in service, but for this mutant.
pub(crate) fn without(mutant: &Mutant) -> Result<PathBuf> {
    let tree = Tree::copy(workspace::root()?)?;
    tree.mutate(mutant)?;
    let program = program::build_release(&tree.folder);
    tree.restore(mutant)?;
    program
}

type Results = Vec<(&'static Mutant, Verdict)>;

fn results(
    tree: &Tree,
    chosen: &[&'static Mutant],
    end: Option<Instant>,
    interrupt: &Interrupt,
) -> Result<Results> {
    let (mut results, mut longest) = (Results::new(), Duration::ZERO);
    for mutant in chosen {
        if end.is_some_and(|end| !results.is_empty() && Instant::now() + longest > end) {
            println!("The time is up: {} were tried.", results.len());
            break;
        }
        let start = Instant::now();
        let verdict = run::verdict(tree, mutant, interrupt)?;
        longest = longest.max(start.elapsed());
        println!("{:<50} {verdict} ({} s)", mutant.name, start.elapsed().as_secs());
        results.push((*mutant, verdict));
        if end.is_none() {
            keep(&results)?;
        }
    }
    Ok(results)
}

/// Writes what was found into the table.
fn keep(results: &Results) -> Result<()> {
    let table = report(results, &table()?);
    fs::write(workspace::root()?.join(REPORT), table).explain("Could not write the table")
}

/// The table as it is.
fn table() -> Result<String> {
    Ok(fs::read_to_string(workspace::root()?.join(REPORT)).unwrap_or_default())
}

fn conclude(results: &Results) -> Result<()> {
    let bad: Vec<String> = results
        .iter()
        .filter(|(_, verdict)| !matches!(verdict, Verdict::Noticed(_)))
        .map(|(mutant, verdict)| format!("{}: {verdict}", mutant.name))
        .collect();
    if bad.is_empty() {
        println!("Every mutant of {} was noticed.", results.len());
        return Ok(());
    }
    Err(Failure::new(format!("{} of {} mutants: {}", bad.len(), results.len(), bad.join("; "))))
}

fn chosen(options: &Options) -> Result<Vec<&'static Mutant>> {
    let mut round: Vec<&Mutant> = all().collect();
    if options.minutes.is_some() {
        let begin = place(&head()?, round.len());
        round.rotate_left(begin);
    }
    let named =
        |mutant: &&Mutant| options.only.as_ref().is_none_or(|part| mutant.name.contains(part.as_str()));
    let shared = |n: usize| options.share.is_none_or(|share| n % share.of == share.number - 1);
    let table = table()?;
    let open = |mutant: &&Mutant| !options.untried || !is_noticed(mutant, &table);
    let wanted = |(n, it): &(usize, &Mutant)| named(it) && shared(*n) && open(it);
    let chosen: Vec<_> = round.into_iter().enumerate().filter(wanted).map(|(_, it)| it).collect();
    if chosen.is_empty() { Err(Failure::new("There is no such mutant.")) } else { Ok(chosen) }
}

/// The commit that is checked out.
fn head() -> Result<String> {
    let mut git = Command::new("git");
    process::output(git.args(["rev-parse", "HEAD"]).current_dir(workspace::root()?))
}

/// Where the round begins for a commit.
fn place(commit: &str, mutants: usize) -> usize {
    let digits: String = commit.chars().take(8).collect();
    let number = u32::from_str_radix(&digits, 16).unwrap_or_default();
    usize::try_from(number).unwrap_or_default() % mutants.max(1)
}

/// The line of a mutant, without what was found.
fn line(Mutant { name, file, without, .. }: &Mutant) -> String {
    let file = file.trim_start_matches("crates/whakakaha-").replace("/src", "");
    format!("| {name} | `{file}` | {without} |")
}

/// Whether a table says that a mutant was noticed.
fn is_noticed(mutant: &Mutant, table: &str) -> bool {
    let begin = line(mutant) + " `";
    table.lines().any(|line| line.starts_with(&begin))
}

/// The table: a line for each mutant, as it was tried last.
fn report(results: &Results, before: &str) -> String {
    let lines = all().map(|mutant| {
        let begin = line(mutant);
        let tried = results.iter().find(|(it, _)| it.name == mutant.name);
        let known = before.lines().find(|line| line.starts_with(&begin));
        match (tried, known) {
            (Some((_, verdict)), _) => format!("{begin} {verdict} |\n"),
            (None, Some(line)) => format!("{line}\n"),
            (None, None) => format!("{begin} not tried yet |\n"),
        }
    });
    let head = "# What the tests notice\n\n\
        Written by `cargo xtask mutants`: each line takes away one rule about who may know what, in a copy of \
        the source, and names the first test that failed without it when it was tried last.\n\n\
        | mutant | where | without it | first failing test |\n| --- | --- | --- | --- |\n";
    head.to_owned() + &lines.collect::<String>()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use super::table::all;
    use super::{Share, Verdict, apply, place, report};
    use crate::workspace;

    /// Every mutant can be made of today's source: its text is there, once.
    #[test]
    fn every_mutant_is_of_todays_source() {
        let root = workspace::root().unwrap_or_else(|failure| unreachable!("{failure}"));
        let mut names = BTreeSet::new();
        let mut stale = Vec::new();
        for mutant in all() {
            assert!(names.insert(mutant.name), "{} is there twice", mutant.name);
            let source = fs::read_to_string(root.join(mutant.file)).unwrap_or_default();
            stale.extend(apply::to(&source, mutant).err());
        }
        assert!(stale.is_empty(), "{stale:#?}");
        assert!(names.len() >= 25);
    }

    #[test]
    fn the_table_keeps_what_was_found_before() {
        let mutants: Vec<_> = all().take(3).collect();
        let noticed = |n: usize, test: &str| (mutants[n], Verdict::Noticed(test.to_owned()));
        let before = report(&vec![noticed(0, "old::first"), noticed(1, "old::second")], "");
        let table = report(&vec![noticed(1, "new::second")], &before);
        let lines: Vec<_> = table.lines().filter(|line| line.starts_with("| ")).skip(2).take(3).collect();
        assert!(lines[0].ends_with("| `old::first` |"), "{lines:?}");
        assert!(lines[1].ends_with("| `new::second` |"), "{lines:?}");
        assert!(lines[2].ends_with("| not tried yet |"), "{lines:?}");
        assert_eq!(table.lines().filter(|line| line.starts_with("| ")).count(), all().count() + 2);
    }

    #[test]
    fn a_share_is_a_number_of_a_number() {
        assert_eq!("2/5".parse(), Ok(Share { number: 2, of: 5 }));
        for wrong in ["0/5", "6/5", "5", "a/b"] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn each_commit_begins_at_a_place_of_its_own() {
        assert_eq!(place("0000000a9f", 7), 3);
        assert_ne!(place("7f58f06a", 50), place("983f1810", 50));
        assert_eq!(place("", 7), 0);
    }
}
