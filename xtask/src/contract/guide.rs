//! Guides whose commands are run as they stand, one after the other in one shell, and have to print what is shown below them.

use std::fs;
use std::process::Command;

use super::tools::Tools;
use super::world::World;
use crate::failure::{Explain, Failure, Result};
use crate::{debian, process, workspace};

/// Where guides expect the service.
const SERVICE: &str = "http://127.0.0.1:8080";
/// With this begins what builds or starts something; the service is there already.
const BUILD: &str = "cargo ";

/// Commands, and what they have to print, where the guide says so.
#[derive(Debug, PartialEq)]
struct Step {
    commands: String,
    printed: Option<String>,
}

/// Runs the commands of a guide; answers how many steps there were.
pub(super) fn follow(tools: &Tools, world: &World, file: &str) -> Result<usize> {
    let guide = fs::read_to_string(workspace::root()?.join(file)).explain(file)?;
    debian::provide("curl", &["curl"], "Install curl.")?;
    debian::provide("jq", &["jq"], "Install jq.")?;
    let steps = steps(&guide);
    let folder = tools.fresh("guide")?;
    let script = script(&steps).replace(SERVICE, world.base());
    let mut shell = Command::new("bash");
    world.tell(shell.args(["-euo", "pipefail", "-c", &script]).current_dir(&folder));
    process::output(&mut shell).map_err(|failure| Failure::new(format!("{file}: {failure}")))?;
    for (number, step) in steps.iter().enumerate() {
        let printed = fs::read_to_string(folder.join(format!("{number}.txt"))).explain(file)?;
        if step.printed.as_ref().is_some_and(|expected| *expected != printed) {
            let commands = &step.commands;
            return Err(Failure::new(format!("{file}:\n{commands}prints something else:\n{printed}")));
        }
    }
    Ok(steps.len())
}

/// All steps in one shell, so that variables stay; what each prints is kept in a file.
fn script(steps: &[Step]) -> String {
    let one = |(number, step): (usize, &Step)| format!("{{\n{}}} > {number}.txt\n", step.commands);
    steps.iter().enumerate().map(one).collect()
}

/// The blocks of commands in a guide, each with the block of text that follows it, if one does.
fn steps(guide: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut lines = guide.lines();
    while let Some(line) = lines.next() {
        let mut block =
            || lines.by_ref().take_while(|line| *line != "```").flat_map(|line| [line, "\n"]).collect();
        match line {
            "```sh" => steps.push(Step { commands: block(), printed: None }),
            "```text" => {
                if let Some(step) = steps.last_mut() {
                    step.printed = Some(block());
                }
            }
            _ => {}
        }
    }
    steps.retain(|step| !step.commands.starts_with(BUILD));
    steps
}

#[cfg(test)]
mod tests {
    use super::{Step, steps};

    #[test]
    fn commands_are_told_from_what_they_print_and_from_what_builds() {
        let guide = "# A\n```sh\ncargo run\n```\n```sh\nA=1\necho $A\n```\nprints\n\n```text\n1\n```\n```json\n{}\n```\n";
        let expected = Step { commands: "A=1\necho $A\n".to_owned(), printed: Some("1\n".to_owned()) };
        assert_eq!(steps(guide), [expected]);
    }
}
