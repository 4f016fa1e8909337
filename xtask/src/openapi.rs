//! `cargo xtask openapi`: the committed contract is what the program prints, byte for byte.

use std::fs;
use std::path::Path;
use std::process::Command;

use clap::Args;

use crate::failure::{Explain, Failure, Result};
use crate::{process, program, workspace};

const REGENERATE: &str = "cargo xtask openapi";
/// Each file, with the arguments that make the program print it.
const CONTRACTS: [(&str, &[&str]); 2] =
    [("openapi/openapi.json", &["openapi"]), ("openapi/openapi-3.0.json", &["openapi", "--three-zero"])];

#[derive(Args)]
pub(crate) struct Options {
    /// Change nothing; fail when a file differs from what the program prints.
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    let root = workspace::root()?;
    let program = program::build()?;
    if options.check { compare(root, &program) } else { regenerate(root, &program) }
}

fn regenerate(root: &Path, program: &Path) -> Result<()> {
    for (name, arguments) in CONTRACTS {
        write(&root.join(name), &print_contract(program, arguments)?)?;
        println!("Wrote {name}.");
    }
    Ok(())
}

fn compare(root: &Path, program: &Path) -> Result<()> {
    let mut stale = Vec::new();
    for (name, arguments) in CONTRACTS {
        let contract = print_contract(program, arguments)?;
        let committed = fs::read_to_string(root.join(name)).unwrap_or_default();
        let difference = first_difference(&committed, &contract);
        stale.extend(difference.map(|difference| format!("{name}:{difference}")));
    }
    if stale.is_empty() {
        println!("The committed contract is what the program prints.");
        return Ok(());
    }
    Err(Failure::new(format!(
        "The committed contract is not what the program prints.\n{}\nRegenerate it with \
         `{REGENERATE}`, read the difference, and commit it.",
        stale.join("\n")
    )))
}

fn print_contract(program: &Path, arguments: &[&str]) -> Result<String> {
    let contract = process::output(Command::new(program).args(arguments))?;
    serde_json::from_str::<serde_json::Value>(&contract)
        .explain(&format!("`whakakaha {}` printed no JSON", arguments.join(" ")))?;
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
            return Some(format!("{number}\n  committed: {is}\n  printed:   {should_be}"));
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
