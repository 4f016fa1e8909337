//! The workspace's members, as cargo sees them, and the rule that each obeys the common lints.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::{Violation, numbered};
use crate::failure::{Explain, Result};
use crate::process;

/// One crate of the workspace.
pub(super) struct Member {
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) manifest: String,
    pub(super) dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
pub(super) struct Dependency {
    pub(super) name: String,
    /// Absent for a normal dependency, else `dev` or `build`.
    pub(super) kind: Option<String>,
    /// Present when the dependency is itself a member.
    pub(super) path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

pub(super) fn members(root: &Path) -> Result<Vec<Member>> {
    let mut question = Command::new("cargo");
    question.args(["metadata", "--no-deps", "--format-version", "1"]).current_dir(root);
    let answer = process::output(&mut question)?;
    let metadata: Metadata =
        serde_json::from_str(&answer).explain("Could not understand `cargo metadata`")?;
    let member = |package| Member::read(root, package);
    metadata.packages.into_iter().map(member).collect()
}

impl Member {
    fn read(root: &Path, package: Package) -> Result<Self> {
        let path = package.manifest_path;
        let attempt = format!("Could not read {}", path.display());
        Ok(Self {
            name: package.name,
            manifest: fs::read_to_string(&path).explain(&attempt)?,
            path: path.strip_prefix(root).unwrap_or(&path).to_owned(),
            dependencies: package.dependencies,
        })
    }

    /// The line of the manifest that names a dependency.
    pub(super) fn line_of(&self, dependency: &str) -> usize {
        let names_it = |line: &str| {
            let rest = line.trim_start().strip_prefix(dependency);
            rest.is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
        };
        numbered(&self.manifest).find(|(_, line)| names_it(line)).map_or(1, |(number, _)| number)
    }
}

pub(super) fn check(member: &Member) -> Vec<Violation> {
    if obeys_the_lints(&member.manifest) {
        return Vec::new();
    }
    let rule = "a member has `[lints]` with `workspace = true`";
    vec![Violation::new(&member.path, 1, rule)]
}

fn obeys_the_lints(manifest: &str) -> bool {
    manifest
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[lints]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .any(|line| line == "workspace = true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lints_have_to_be_the_workspace_s() {
        assert!(obeys_the_lints("[package]\n\n[lints]\nworkspace = true\n"));
        assert!(!obeys_the_lints("[package]\n"));
        assert!(!obeys_the_lints("[lints]\n\n[other]\nworkspace = true\n"));
    }

    #[test]
    fn a_dependency_is_found_by_its_whole_name() {
        let manifest = "[dependencies]\nchrono-tz.workspace = true\nchrono.workspace = true\n";
        let member = Member {
            name: "x".to_owned(),
            path: "Cargo.toml".into(),
            manifest: manifest.to_owned(),
            dependencies: Vec::new(),
        };
        assert_eq!(member.line_of("chrono"), 3);
        assert_eq!(member.line_of("absent"), 1);
    }
}
