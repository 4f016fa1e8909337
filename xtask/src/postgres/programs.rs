//! Where PostgreSQL's programs are: on the path, where `pg_config` says, or where Debian
//! keeps them, in this order; of Debian's, the highest version.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Result;
use crate::process;

const NEEDED: [&str; 3] = ["initdb", "postgres", "pg_isready"];
const DEBIAN: &str = "/usr/lib/postgresql";

/// The folder of one installed PostgreSQL; empty when its programs are on the path.
pub(super) struct Programs(PathBuf);

impl Programs {
    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.0.join(program)
    }

    pub(super) fn command(&self, program: &str) -> Command {
        Command::new(self.path(program))
    }

    /// The version of the server, such as `15.18`.
    pub(super) fn version(&self) -> Result<String> {
        let said = process::output(self.command("postgres").arg("--version"))?;
        Ok(version_in(&said).to_owned())
    }

    fn are_complete(&self) -> bool {
        NEEDED.iter().all(|program| process::succeeds(self.command(program).arg("--version")))
    }
}

pub(super) fn find() -> Option<Programs> {
    std::iter::once(PathBuf::new())
        .chain(folder_of_pg_config())
        .chain(folders_of_debian(Path::new(DEBIAN)))
        .map(Programs)
        .find(Programs::are_complete)
}

fn folder_of_pg_config() -> Option<PathBuf> {
    let said = process::output(Command::new("pg_config").arg("--bindir")).ok()?;
    Some(PathBuf::from(said.trim()))
}

/// The folders `<version>/bin` below Debian's, the highest version first.
fn folders_of_debian(parent: &Path) -> Vec<PathBuf> {
    let mut versions: Vec<u32> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_unstable_by(|left, right| right.cmp(left));
    versions.iter().map(|version| parent.join(version.to_string()).join("bin")).collect()
}

/// `postgres (PostgreSQL) 15.18 (Debian …)` → `15.18`.
fn version_in(said: &str) -> &str {
    said.split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
        .unwrap_or("of an unknown version")
}

#[cfg(test)]
mod tests {
    use super::{folders_of_debian, version_in};

    #[test]
    fn the_highest_version_comes_first() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["9", "17", "15", "common"] {
            std::fs::create_dir(parent.path().join(name)).unwrap();
        }
        let found = folders_of_debian(parent.path());
        let expected = ["17/bin", "15/bin", "9/bin"].map(|path| parent.path().join(path));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_missing_folder_holds_no_version() {
        let parent = tempfile::tempdir().unwrap();
        assert!(folders_of_debian(&parent.path().join("nowhere")).is_empty());
    }

    #[test]
    fn the_version_is_the_first_word_that_looks_like_one() {
        let debian = "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n";
        assert_eq!(version_in(debian), "15.18");
        assert_eq!(version_in("postgres (PostgreSQL) 18beta1"), "18beta1");
    }
}
