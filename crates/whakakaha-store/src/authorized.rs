//! Proof that the store looked at who is asking.

use std::ops::Deref;

/// Something that its holder may know. Only the store can make one, and only after it has matched
/// the caller's relations and the family's consent in the query that read it.
pub struct Authorized<T>(pub(crate) T);

impl<T> Authorized<T> {
    /// Gives up the proof.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> Deref for Authorized<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}
