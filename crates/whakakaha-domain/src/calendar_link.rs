//! Links to somebody's own calendar: a calendar program that has the address reads when their meetings are (R19).

mod create;
mod end;
#[cfg(test)]
pub(crate) mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{actor::Scopes, client::Client, ids::Id, person::Person, worker::Worker};

pub use create::{CalendarPlace, CreateCalendarLink};
pub use end::EndCalendarLink;
pub(crate) use end::over;

/// A link by which a calendar program reads as its owner may read at that moment.
#[derive(Clone, Serialize, Deserialize)]
pub struct CalendarLink {
    /// Whose meetings it shows.
    pub owner: CalendarOwner,
    /// What it allows at the most: what of the owner's token lets somebody read meetings.
    pub scopes: Scopes,
    /// The registered program by which it was made: where that is disabled, the link opens nothing.
    pub client_id: Option<Id<Client>>,
    /// SHA-256 of the secret in the address.
    pub sha256: String,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Since when it opens nothing any more.
    pub ended_at: Option<DateTime<Utc>>,
}

/// Whose a calendar is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CalendarOwner {
    /// A worker's.
    Worker(Id<Worker>),
    /// A member of a family's.
    Person(Id<Person>),
}

impl CalendarOwner {
    /// The worker, where it is one.
    #[must_use]
    pub const fn worker(self) -> Option<Id<Worker>> {
        match self {
            Self::Worker(worker) => Some(worker),
            Self::Person(_) => None,
        }
    }

    /// The member of a family, where it is one.
    #[must_use]
    pub const fn person(self) -> Option<Id<Person>> {
        match self {
            Self::Person(person) => Some(person),
            Self::Worker(_) => None,
        }
    }
}
