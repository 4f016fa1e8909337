//! Why a chore stopped: one plain sentence for the person who started it.

use std::fmt::{Display, Formatter};

pub(crate) type Result<T> = std::result::Result<T, Failure>;

/// A sentence that says what failed and, where it helps, what to do about it.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl Display for Failure {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Puts what was attempted in front of an error that only knows what went wrong.
pub(crate) trait Explain<T> {
    fn explain(self, attempt: &str) -> Result<T>;
}

impl<T, E: Display> Explain<T> for std::result::Result<T, E> {
    fn explain(self, attempt: &str) -> Result<T> {
        self.map_err(|error| Failure(format!("{attempt}: {error}")))
    }
}
