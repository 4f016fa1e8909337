//! The service's own program, built from this tree.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::{process, workspace};

/// Builds the program for development and says where it is.
///
/// Naming a test beside it makes cargo resolve the features that the tests have, so that
/// after a test run only the program itself is left to build; `cargo run` would compile the
/// libraries a second time.
pub(crate) fn build() -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--workspace", "--bin", "whakakaha", "--test", "it"])
        .args(["--message-format", "json-render-diagnostics"])
        .stderr(Stdio::inherit())
        .current_dir(workspace::root()?);
    path(&mut cargo)
}

/// Builds the program of a source tree as it is in service and says where it is. Trees share what is built of their
/// dependencies, and the place of the program.
pub(crate) fn build_release(tree: &Path) -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--release", "--package", "whakakaha", "--bin", "whakakaha"])
        .args(["--message-format", "json-render-diagnostics"])
        .env("CARGO_TARGET_DIR", workspace::target()?)
        .stderr(Stdio::inherit())
        .current_dir(tree);
    path(&mut cargo)
}

fn path(cargo: &mut Command) -> Result<PathBuf> {
    let messages = process::output(cargo)?;
    executable(&messages).ok_or_else(|| Failure::new("Cargo built no program named whakakaha."))
}

/// Cargo prints one JSON object a line; the program's has the path of its executable.
fn executable(messages: &str) -> Option<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| {
            message.pointer("/target/kind/0") == Some(&"bin".into())
                && message.pointer("/target/name") == Some(&"whakakaha".into())
        })
        .find_map(|message| Some(message.get("executable")?.as_str()?.into()))
}

#[cfg(test)]
mod tests {
    use super::executable;

    #[test]
    fn the_program_is_told_from_its_library_and_tests() {
        let messages = r#"
            {"target":{"kind":["lib"],"name":"whakakaha"},"executable":null}
            {"target":{"kind":["test"],"name":"it"},"executable":"/t/it"}
            {"target":{"kind":["bin"],"name":"whakakaha"},"executable":"/t/whakakaha"}
            {"reason":"build-finished","success":true}
        "#;
        assert_eq!(executable(messages), Some("/t/whakakaha".into()));
        assert_eq!(executable("not json"), None);
    }
}
