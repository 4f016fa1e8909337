//! Why the store did not do what it was asked.

use std::{error::Error as StdError, fmt};

use diesel::result::Error;
use whakakaha_domain::{actor::Scope, operation::Operation, refusal::Refusal};

use crate::dialect::{self, Trouble};

/// Why the store did not do what it was asked.
#[derive(Debug)]
pub enum Failure {
    /// The caller of the token is not known here any more.
    Unknown,
    /// The token lacks the scope, whatever the object: it needs one of these.
    Scope(Vec<Scope>),
    /// There is no such thing, or the caller may not know of it.
    Absent,
    /// The caller may know of the thing, but may not do this to it.
    Forbidden(Operation),
    /// A rule said no.
    Refused(Refusal),
    /// The thing has changed since the caller read it.
    Stale,
    /// Others were faster, again and again.
    Contended,
    /// The idempotency key was used for another request.
    KeyReused,
    /// The cursor is not one of ours, or belongs to another list.
    Cursor,
    /// The cursor is too old: what is gone since is not known any more.
    CursorExpired,
    /// The database cannot serve now.
    Unavailable(Box<dyn StdError + Send + Sync>),
    /// We made a mistake.
    Bug(Box<dyn StdError + Send + Sync>),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "the caller is not known",
            Self::Scope(_) => "the token lacks the scope",
            Self::Absent => "there is no such thing",
            Self::Forbidden(_) => "the caller may not do this",
            Self::Refused(_) => "a rule refused",
            Self::Stale => "the thing has changed",
            Self::Contended => "others were faster",
            Self::KeyReused => "the idempotency key was used for another request",
            Self::Cursor => "the cursor does not fit",
            Self::CursorExpired => "the cursor is too old",
            Self::Unavailable(_) => "the database is not available",
            Self::Bug(_) => "a defect",
        })
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Unavailable(source) | Self::Bug(source) => Some(&**source),
            Self::Unknown
            | Self::Scope(_)
            | Self::Absent
            | Self::Forbidden(_)
            | Self::Refused(_)
            | Self::Stale
            | Self::Contended
            | Self::KeyReused
            | Self::Cursor
            | Self::CursorExpired => None,
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match dialect::trouble(&error) {
            Trouble::Retry => {
                tracing::debug!(%error, "another transaction got in the way");
                Self::Contended
            }
            Trouble::Unavailable => Self::Unavailable(error.into()),
            Trouble::Bug => Self::Bug(error.into()),
        }
    }
}
