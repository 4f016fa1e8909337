//! Logins: how people come in. A member of a family with a code that somebody who knows them hands over; a worker
//! with the login of their own organisation, linked once by such a code.

mod admit;
mod code;
mod end;
mod invite;
#[cfg(test)]
pub(crate) mod tests;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{actor::Scopes, ids::Id, person::Person, worker::Worker};

pub(crate) use admit::void;
pub use admit::{Admission, AdmitPerson};
pub use code::{CodeText, Spoken};
pub use end::{EndLogin, LinkedLogin};
pub use invite::InviteWorker;

/// A code that lets one person in, once, for a while.
#[derive(Clone, Serialize, Deserialize)]
pub struct LoginCode {
    /// Whom it lets in.
    pub holder: CodeHolder,
    /// What of the code can be searched for, and the SHA-256 of all of it.
    pub spoken: Spoken,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
    /// How often it was tried wrongly.
    pub failures: u8,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

/// Whom a code lets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeHolder {
    /// A member of a family, for a session.
    Person(Id<Person>),
    /// A worker, to be linked with the login of their organisation, and what that login is to allow.
    Worker(Id<Worker>, Scopes),
}

impl CodeHolder {
    /// The member of a family.
    #[must_use]
    pub const fn person(self) -> Option<Id<Person>> {
        match self {
            Self::Person(person) => Some(person),
            Self::Worker(..) => None,
        }
    }

    /// The worker.
    #[must_use]
    pub const fn worker(self) -> Option<Id<Worker>> {
        match self {
            Self::Worker(worker, _) => Some(worker),
            Self::Person(_) => None,
        }
    }
}

impl LoginCode {
    /// How long a code for a member of a family can be used: it is handed over in person or by telephone.
    pub const FOR_PERSON: TimeDelta = TimeDelta::minutes(30);
    /// How long a worker's invitation can be used.
    pub const FOR_WORKER: TimeDelta = TimeDelta::hours(72);
    /// How often a code may be tried wrongly before it is void.
    pub const TRIES: u8 = 5;

    fn new(holder: CodeHolder, spoken: Spoken, now: DateTime<Utc>) -> Self {
        let life = match holder {
            CodeHolder::Person(_) => Self::FOR_PERSON,
            CodeHolder::Worker(..) => Self::FOR_WORKER,
        };
        Self { holder, spoken, expires_at: now + life, failures: 0, used_at: None }
    }

    /// Whether it can still let somebody in.
    #[must_use]
    pub fn is_live(&self, now: DateTime<Utc>) -> bool {
        self.used_at.is_none() && self.failures < Self::TRIES && now < self.expires_at
    }
}

/// The login of a worker's own organisation.
#[derive(Clone, Serialize, Deserialize)]
pub struct Login {
    /// Whose it is.
    pub worker_id: Id<Worker>,
    /// The organisation's OpenID Connect issuer.
    pub issuer: String,
    /// How that issuer names the worker.
    pub subject: String,
    /// What it allows at the most.
    pub scopes: Scopes,
    /// When it was linked.
    pub linked_at: DateTime<Utc>,
    /// Since when it opens nothing any more.
    pub ended_at: Option<DateTime<Utc>>,
}
