//! The repository stands on its own: no file points to a place outside it that a reader
//! does not have.

use super::{Source, Violation, numbered};

/// Spelled so that this file does not contain them.
const OUTSIDE: [&str; 2] = [concat!("/wo", "rk/"), concat!("../sha", "red")];

pub(super) fn check(sources: &[Source]) -> Vec<Violation> {
    sources.iter().flat_map(in_source).collect()
}

fn in_source(source: &Source) -> impl Iterator<Item = Violation> {
    numbered(&source.text).flat_map(move |(number, line)| {
        OUTSIDE.iter().filter(move |place| mentions(line, place)).map(move |place| {
            let rule = format!("`{place}` is a place outside this repository");
            Violation::new(&source.path, number, rule)
        })
    })
}

/// A path counts where it starts: `/a/` is not mentioned by `https://example.nz/a/b`.
fn mentions(line: &str, place: &str) -> bool {
    line.match_indices(place).any(|(position, _)| {
        let before = line.get(..position).and_then(|text| text.chars().next_back());
        !before.is_some_and(|character| character.is_alphanumeric() || "._-/".contains(character))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::source;

    #[test]
    fn a_path_out_of_the_repository_is_reported_with_its_line() {
        for place in OUTSIDE {
            let text = format!("fine\nsee `{place}` there\n");
            let violations = check(&[source("README.md", &text)]);
            let lines: Vec<usize> = violations.iter().map(|violation| violation.line).collect();
            assert_eq!(lines, [2]);
        }
    }

    #[test]
    fn a_part_of_a_longer_path_is_not_reported() {
        let text = format!("https://example.nz{}hours", OUTSIDE[0]);
        assert_eq!(check(&[source("README.md", &text)]), []);
    }
}
