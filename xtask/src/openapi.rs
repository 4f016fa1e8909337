//! `cargo xtask openapi`: the committed contract is what the program prints, byte for byte.

use std::fs;
use std::path::Path;
use std::process::Command;

use clap::Args;

use crate::failure::{Explain, Failure, Result};
use crate::{process, workspace};

const REGENERATE: &str = "cargo xtask openapi";
/// Each file, with the arguments that make the program print it.
const CONTRACTS: [(&str, &[&str]); 2] = [
    ("openapi/openapi.json", &["openapi"]),
    ("openapi/openapi-3.0.json", &["openapi", "--three-zero"]),
];

#[derive(Args)]
pub(crate) struct Options {
    /// Change nothing; fail when a file differs from what the program prints.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let root = workspace::root()?;
    let mut stale = Vec::new();
    for (name, arguments) in CONTRACTS {
        let contract = print_contract(root, arguments)?;
        let file = root.join(name);
        if !options.check {
            write(&file, &contract)?;
            println!("Wrote {name}.");
            continue;
        }
        let committed = fs::read_to_string(&file).unwrap_or_default();
        if let Some(difference) = first_difference(&committed, &contract) {
            stale.push(format!("{name}:{difference}"));
        }
    }
    judge(&stale)?;
    if options.check {
        println!("The committed contract is what the program prints.");
    }
    Ok(())
}

fn judge(stale: &[String]) -> Result<()> {
    if stale.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "The committed contract is not what the program prints.\n{}\nRegenerate it with \
         `{REGENERATE}`, read the difference, and commit it.",
        stale.join("\n")
    )))
}

fn print_contract(root: &Path, arguments: &[&str]) -> Result<String> {
    let mut program = Command::new("cargo");
    program
        .args(["run", "--quiet", "--package", "whakakaha", "--"])
        .args(arguments)
        .current_dir(root);
    let contract = process::output(&mut program)?;
    serde_json::from_str::<serde_json::Value>(&contract).explain(&format!(
        "`whakakaha {}` printed no JSON",
        arguments.join(" ")
    ))?;
    Ok(format!("{}\n", contract.trim_end()))
}

fn write(file: &Path, contract: &str) -> Result<()> {
    let attempt = format!("Could not write {}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).explain(&attempt)?;
    }
    fs::write(file, contract).explain(&attempt)
}

/// The first line that differs, as it is and as it should be.
fn first_difference(committed: &str, contract: &str) -> Option<String> {
    if committed == contract {
        return None;
    }
    let (mut is, mut should_be) = (committed.lines(), contract.lines());
    for number in 1_usize.. {
        let pair = (is.next(), should_be.next());
        if pair.0 != pair.1 || pair.0.is_none() {
            let show = |line: Option<&str>| line.unwrap_or("(end of file)").to_owned();
            let (is, should_be) = (show(pair.0), show(pair.1));
            return Some(format!(
                "{number}\n  committed: {is}\n  printed:   {should_be}"
            ));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn equal_texts_do_not_differ() {
        assert_eq!(first_difference("{\n}\n", "{\n}\n"), None);
    }

    #[test]
    fn the_first_differing_line_is_shown() {
        let difference = first_difference("{\n  \"a\": 1\n}\n", "{\n  \"a\": 2\n}\n");
        let expected = "2\n  committed:   \"a\": 1\n  printed:     \"a\": 2";
        assert_eq!(difference.as_deref(), Some(expected));
    }

    #[test]
    fn a_missing_file_ends_before_its_first_line() {
        let difference = first_difference("", "{}\n").unwrap();
        assert!(difference.starts_with("1\n  committed: (end of file)"));
    }

    #[test]
    fn a_missing_final_newline_is_a_difference() {
        assert!(first_difference("{}", "{}\n").is_some());
    }
}
