//! Clients that are generated from the contract: in two languages they make a journey through the
//! service, in two more they are generated without a complaint.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::CONTRACT;
use super::tools::Tools;
use super::world::{Database, World};
use crate::failure::{Explain, Failure, Result};
use crate::{debian, process, program, workspace};

/// For generators that do not know the present version of OpenAPI well.
const OLDER_CONTRACT: &str = "openapi/openapi-3.0.json";

/// Generators with what they have to be told: a case is a word of both languages.
const OTHERS: [(&str, &[&str]); 2] =
    [("java", &["--model-name-mappings", "Case=FamilyCase"]), ("csharp", &[])];

pub(super) fn run(tools: &Tools) -> Result<String> {
    let root = workspace::root()?;
    let mut programs = [typescript(tools, root)?, python(tools, root)?];
    let service = program::build()?;
    for database in Database::BOTH {
        for journey in &mut programs {
            // Each journey begins in a world of its own: both change the same agency.
            let world = World::after("opening", &service, database)?;
            world.tell(journey);
            process::output(journey)?;
        }
    }
    debian::provide("java", &["default-jre-headless"], "Install a Java runtime, version 11 or later.")?;
    for (language, settings) in OTHERS {
        generate(tools, root, language, settings)?;
    }
    Ok("generated clients in TypeScript and Python make a journey on both databases; Java and C# are \
        generated without a complaint"
        .to_owned())
}

/// Generates types, compiles the journey against them, and answers how to run it.
fn typescript(tools: &Tools, root: &Path) -> Result<Command> {
    // Below the modules of the tools, where the compiler and Node find them.
    let folder = tools.fresh("node/typescript")?;
    let mut types = tools.node("openapi-typescript");
    process::output(types.arg(root.join(CONTRACT)).arg("-o").arg(folder.join("contract.ts")))?;
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).explain("Could not make a module")?;
    for file in ["journey.ts", "tsconfig.json"] {
        let source = Tools::sources()?.join("clients").join(file);
        fs::copy(source, folder.join(file)).explain(file)?;
    }
    process::output(tools.node("tsc").current_dir(&folder))?;
    let mut journey = Command::new("node");
    journey.arg(folder.join("journey.js"));
    Ok(journey)
}

/// Generates a package, and answers how to run the journey with it.
fn python(tools: &Tools, root: &Path) -> Result<Command> {
    let folder = tools.fresh("python-client")?;
    let mut generate = tools.python("openapi-python-client");
    generate.args(["generate", "--meta", "none", "--fail-on-warning", "--overwrite", "--path"]);
    process::output(generate.arg(root.join(CONTRACT)).arg("--output-path").arg(folder.join("contract")))?;
    let mut journey = tools.python("python");
    journey.arg(Tools::sources()?.join("clients/journey.py")).env("PYTHONPATH", folder);
    Ok(journey)
}

/// Generates a client, whose generator may not complain.
fn generate(tools: &Tools, root: &Path, language: &str, settings: &[&str]) -> Result<()> {
    let mut generator = tools.python("openapi-generator-cli");
    generator.args(["generate", "-g", language]).args(settings);
    generator.arg("-i").arg(root.join(OLDER_CONTRACT)).arg("-o").arg(tools.fresh(language)?);
    let said = process::output(&mut generator)?;
    let complaints: Vec<_> = said.lines().filter(|line| is_complaint(line)).collect();
    if complaints.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("The generator for {language} complains:\n{}", complaints.join("\n"))))
}

fn is_complaint(line: &str) -> bool {
    [" WARN ", " ERROR "].iter().any(|level| line.contains(level))
}

#[cfg(test)]
mod tests {
    use super::is_complaint;

    #[test]
    fn every_warning_is_a_complaint() {
        assert!(is_complaint("[main] WARN  o.o.c.Codegen - Case (reserved word) cannot be used"));
        assert!(!is_complaint("[main] INFO  o.o.c.Codegen - writing file"));
    }
}
