//! Whether the contract still holds what it promised at the last release (R9): what was sent before is
//! accepted, and what is answered can be read by whoever reads it now.

mod document;
mod operation;
mod schema;
mod security;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use self::document::Documents;
use super::CONTRACT;
use crate::failure::{Explain, Failure, Result};
use crate::{process, workspace};

/// How many breaks are told: what is common to all operations breaks in hundreds of places.
const SHOWN: usize = 40;

/// Compares the committed contract with that of the last release.
pub(super) fn run() -> Result<String> {
    let root = workspace::root()?;
    let Some(tag) = last_release(root) else {
        return Ok("nothing was released yet, so nothing can be broken".to_owned());
    };
    let Some(old) = at(root, &tag)? else {
        return Ok(format!("{tag} has no {CONTRACT}, so nothing can be broken"));
    };
    let new = fs::read_to_string(root.join(CONTRACT)).explain(CONTRACT)?;
    let new = serde_json::from_str(&new).explain(CONTRACT)?;
    let breaks = breaks(&old, &new);
    if breaks.is_empty() {
        return Ok(format!("whoever was built for {tag} can go on"));
    }
    let shown: Vec<_> = breaks.iter().take(SHOWN).map(String::as_str).collect();
    let (count, shown) = (breaks.len(), shown.join("\n  "));
    Err(Failure::new(format!("The contract breaks what {tag} promised, in {count} places:\n  {shown}")))
}

fn last_release(root: &Path) -> Option<String> {
    let mut describe = Command::new("git");
    describe.args(["describe", "--tags", "--abbrev=0"]).current_dir(root);
    process::output(&mut describe).ok().map(|tag| tag.trim().to_owned())
}

/// The contract at a tag; none where it was not there yet.
fn at(root: &Path, tag: &str) -> Result<Option<Value>> {
    let mut show = Command::new("git");
    show.args(["show", &format!("{tag}:{CONTRACT}")]).current_dir(root);
    let Ok(text) = process::output(&mut show) else { return Ok(None) };
    serde_json::from_str(&text).map(Some).explain(&format!("{CONTRACT} at {tag}"))
}

/// Everything that the new document breaks, sorted, one sentence each.
fn breaks(old: &Value, new: &Value) -> Vec<String> {
    let documents = Documents { old, new };
    let mut breaks = operation::compare(&documents);
    breaks.extend(security::compare_schemes(&documents));
    breaks.sort();
    breaks.dedup();
    breaks
}
