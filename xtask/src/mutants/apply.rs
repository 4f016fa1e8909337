//! Making a mutant of a source.

use super::table::Mutant;
use crate::failure::{Failure, Result};

/// The source with the mutant's text replaced.
pub(super) fn to(source: &str, mutant: &Mutant) -> Result<String> {
    let Mutant { name, file, text, instead, .. } = mutant;
    match source.matches(text).count() {
        1 if text != instead => Ok(source.replacen(text, instead, 1)),
        1 => Err(Failure::new(format!("{name} changes nothing"))),
        0 => Err(Failure::new(format!("{name}: its text is not in {file} any more"))),
        count => Err(Failure::new(format!("{name}: its text is {count} times in {file}"))),
    }
}
