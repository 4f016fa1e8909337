//! Three linters: that the contract is OpenAPI, that it is complete, and that it is careful.

use std::fs;
use std::path::PathBuf;

use super::CONTRACT;
use super::tools::Tools;
use crate::failure::{Explain, Failure, Result};
use crate::{process, workspace};

pub(super) fn run(tools: &Tools) -> Result<String> {
    let root = workspace::root()?;
    let mut wrong = Vec::new();
    let mut validator = tools.python("openapi-spec-validator");
    let mut redocly = tools.node("redocly");
    redocly.args(["lint", "--extends", "recommended-strict"]);
    let mut spectral = tools.node("spectral");
    spectral.args(["lint", "--fail-severity", "warn", "--ruleset"]).arg(rules(tools)?);
    for (name, linter) in
        [("openapi-spec-validator", &mut validator), ("Redocly", &mut redocly), ("Spectral", &mut spectral)]
    {
        let outcome = process::output(linter.arg(CONTRACT).current_dir(root));
        wrong.extend(outcome.err().map(|failure| format!("{name}: {failure}")));
    }
    if wrong.is_empty() {
        return Ok("openapi-spec-validator, Redocly and Spectral find nothing".to_owned());
    }
    Err(Failure::new(wrong.join("\n")))
}

/// The rules, where Spectral finds those that they extend.
fn rules(tools: &Tools) -> Result<PathBuf> {
    let rules = tools.modules().with_file_name("spectral.yaml");
    fs::copy(Tools::sources()?.join("spectral.yaml"), &rules).explain("Could not copy the rules")?;
    Ok(rules)
}
