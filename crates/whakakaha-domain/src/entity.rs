//! What every stored thing has in common: who it is, which version it is, and what it says.

use std::{fmt, ops::Deref};

use crate::ids::Id;

/// How often a thing was written: 0 before it is stored, then 1, 2, 3 …
pub type Version = i32;

/// One stored thing: an identity, a version for compare-and-swap, and its content.
///
/// Reads like its content (`entity.name`); to change it, take an [`amended`](Self::amended) copy and
/// hand that to a [`Change`](crate::command::Change). Its `Debug` shows identity only, never content.
#[derive(Clone)]
pub struct Entity<T> {
    /// Who it is.
    pub id: Id<T>,
    /// The version that was read; the write fails if somebody else wrote meanwhile.
    pub version: Version,
    /// What it says.
    pub body: T,
}

impl<T> Entity<T> {
    /// A thing that is not stored yet.
    pub const fn new(id: Id<T>, body: T) -> Self {
        Self { id, version: 0, body }
    }
}

impl<T: Clone> Entity<T> {
    /// A copy with other content, to be written in place of the version that was read.
    #[must_use]
    pub fn amended(&self, amend: impl FnOnce(&mut T)) -> Self {
        let mut copy = self.clone();
        amend(&mut copy.body);
        copy
    }
}

impl<T> Deref for Entity<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

impl<T> fmt::Debug for Entity<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} v{}", self.id, self.version)
    }
}
