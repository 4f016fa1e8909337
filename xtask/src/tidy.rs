//! `cargo xtask tidy`: rules of this repository that no compiler or lint checks.
//!
//! A rule reads the texts of the tracked files and answers with what breaks it; nothing is
//! ever changed. Every rule has its reason in ARCHITECTURE.md.

mod layers;
mod manifests;
mod migrations;
mod names;
mod sources;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::workspace;

/// A tracked text file.
struct Source {
    path: PathBuf,
    text: String,
}

/// One place that breaks one rule.
#[derive(Debug, PartialEq)]
struct Violation {
    path: PathBuf,
    line: usize,
    rule: String,
}

impl Violation {
    fn new(path: impl Into<PathBuf>, line: usize, rule: impl Into<String>) -> Self {
        Self { path: path.into(), line, rule: rule.into() }
    }
}

pub(crate) fn run() -> Result<()> {
    let root = workspace::root()?;
    let sources = read(root)?;
    let members = manifests::members(root)?;
    let mut violations = [names::check, sources::check, words::check, migrations::check]
        .iter()
        .flat_map(|rule| rule(&sources))
        .collect::<Vec<_>>();
    violations.extend(members.iter().flat_map(manifests::check));
    violations.extend(members.iter().flat_map(layers::check));
    report(violations, sources.len())
}

/// The text files; what is not UTF-8 is not ours to judge.
fn read(root: &Path) -> Result<Vec<Source>> {
    let sources = workspace::files(root)?.into_iter().filter_map(|path| {
        let text = fs::read_to_string(root.join(&path)).ok()?;
        Some(Source { path, text })
    });
    Ok(sources.collect())
}

fn report(mut violations: Vec<Violation>, files: usize) -> Result<()> {
    violations.sort_by(|left, right| (&left.path, left.line).cmp(&(&right.path, right.line)));
    for Violation { path, line, rule } in &violations {
        println!("{}:{line}: {rule}", path.display());
    }
    match violations.len() {
        0 => {
            println!("{files} files are tidy.");
            Ok(())
        }
        1 => Err(Failure::new("One rule is broken in one place.")),
        count => Err(Failure::new(format!("Rules are broken in {count} places."))),
    }
}

/// Every line of a text with its number, counted from one.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines())
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.to_owned() }
}
