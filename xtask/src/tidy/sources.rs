//! A source file can be read in one sitting, and no test or branch is left for later.

use std::ffi::OsStr;

use super::{Source, Violation, numbered};

const LONGEST: usize = 400;
/// What is not wanted, spelled so that this file does not contain it, and what to do instead.
const UNFINISHED: [(&str, &str); 3] = [
    (concat!("#[", "ignore"), "a test runs or does not exist"),
    (concat!("todo", "!("), "finish it, or leave it out"),
    (concat!("unimplemented", "!("), "finish it, or leave it out"),
];

pub(super) fn check(sources: &[Source]) -> Vec<Violation> {
    sources
        .iter()
        .filter(|source| source.path.extension() == Some(OsStr::new("rs")))
        .flat_map(|source| length(source).into_iter().chain(unfinished(source)))
        .collect()
}

fn length(source: &Source) -> Option<Violation> {
    let lines = source.text.lines().count();
    let rule = || format!("a source file has at most {LONGEST} lines, this one has {lines}");
    (lines > LONGEST).then(|| Violation::new(&source.path, LONGEST + 1, rule()))
}

fn unfinished(source: &Source) -> impl Iterator<Item = Violation> {
    numbered(&source.text).flat_map(move |(number, line)| {
        UNFINISHED
            .iter()
            .filter(move |(text, _)| line.contains(text))
            .map(move |(text, advice)| Violation::new(&source.path, number, format!("no `{text}`: {advice}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::source;

    fn lines(path: &str, text: &str) -> Vec<usize> {
        let violations = check(&[source(path, text)]);
        violations.iter().map(|violation| violation.line).collect()
    }

    #[test]
    fn four_hundred_lines_are_the_limit() {
        assert!(lines("a.rs", &"\n".repeat(LONGEST)).is_empty());
        assert_eq!(lines("a.rs", &"\n".repeat(LONGEST + 1)), [LONGEST + 1]);
        assert!(lines("a.md", &"\n".repeat(LONGEST + 1)).is_empty());
    }

    #[test]
    fn nothing_is_left_for_later() {
        for (text, _) in UNFINISHED {
            assert_eq!(lines("a.rs", &format!("fn a() {{}}\n    {text}")), [2]);
        }
    }
}
