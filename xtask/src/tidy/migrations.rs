//! Both databases have the same migrations, and each can be undone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Source, Violation};

const DIALECTS: [&str; 2] = ["migrations/postgres", "migrations/sqlite"];
const STEPS: [&str; 2] = ["up.sql", "down.sql"];
/// `YYYY-MM-DD-HHMMSS_verb_noun`, with a digit for each capital.
const STAMP: &str = "0000-00-00-000000_";

pub(super) fn check(sources: &[Source]) -> Vec<Violation> {
    let files: BTreeSet<&Path> = sources.iter().map(|source| source.path.as_path()).collect();
    let names: BTreeSet<&str> = files.iter().filter_map(|file| migration(file)).collect();
    if names.is_empty() {
        let rule = "there are no migrations in this folder";
        return DIALECTS.map(|folder| Violation::new(folder, 1, rule)).into();
    }
    let misnamed = names.iter().filter(|name| !is_well_named(name)).map(|name| {
        let rule = "a migration is named YYYY-MM-DD-HHMMSS_verb_noun";
        Violation::new(Path::new("migrations").join(name), 1, rule)
    });
    let missing = names
        .iter()
        .flat_map(|name| files_of(name))
        .filter(|file| !files.contains(file.as_path()))
        .map(|file| Violation::new(file, 1, "every migration has this file, on both databases"));
    misnamed.chain(missing).collect()
}

/// The name of the migration that a file belongs to.
fn migration(file: &Path) -> Option<&str> {
    DIALECTS.iter().find_map(|dialect| {
        let mut rest = file.strip_prefix(dialect).ok()?.iter();
        let name = rest.next()?.to_str();
        rest.next().and(name)
    })
}

fn files_of(name: &str) -> Vec<PathBuf> {
    DIALECTS.iter().flat_map(|dialect| STEPS.map(|step| Path::new(dialect).join(name).join(step))).collect()
}

fn is_well_named(name: &str) -> bool {
    let fits = |(expected, actual): (char, char)| match expected {
        '0' => actual.is_ascii_digit(),
        other => actual == other,
    };
    let (stamp, rest) = name.split_at_checked(STAMP.len()).unwrap_or(("", ""));
    let is_stamp = !stamp.is_empty() && STAMP.chars().zip(stamp.chars()).all(fits);
    let words = rest.split('_').filter(|word| !word.is_empty()).count();
    is_stamp && words >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::source;

    fn broken(files: &[PathBuf]) -> Vec<PathBuf> {
        let sources: Vec<Source> = files.iter().map(|file| source(&file.to_string_lossy(), "")).collect();
        check(&sources).into_iter().map(|violation| violation.path).collect()
    }

    #[test]
    fn a_migration_on_both_databases_is_fine() {
        let files = files_of("2026-01-31-120000_create_cases");
        assert_eq!(broken(&files), Vec::<PathBuf>::new());
    }

    #[test]
    fn every_missing_file_is_named() {
        let mut files = files_of("2026-01-31-120000_create_cases");
        let missing = files.pop().unwrap();
        assert_eq!(broken(&files), [missing]);
    }

    #[test]
    fn a_name_says_when_and_what() {
        assert!(is_well_named("2026-01-31-120000_create_cases"));
        assert!(!is_well_named("2026-01-31-120000_cases"));
        assert!(!is_well_named("2026-01-31_create_cases"));
        assert!(!is_well_named("create_cases"));
    }

    #[test]
    fn no_migrations_at_all_is_reported() {
        assert_eq!(broken(&[]), DIALECTS.map(PathBuf::from));
    }
}
