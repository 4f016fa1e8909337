//! Workers: people who work for an agency, with or without a login.

mod change;
mod create;
mod end;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{agency::Agency, ids::Id};

pub use change::ChangeWorker;
pub use create::CreateWorker;
pub use end::{Employment, EndWorker};

/// A person who works for an agency. No right follows from the profession (F0-25).
#[derive(Clone, Serialize, Deserialize)]
pub struct Worker {
    /// For whom they work.
    pub agency_id: Id<Agency>,
    /// Their name.
    pub name: String,
    /// Their profession, an open list: budget advisor, principal, nurse … (F0-25, F0-42).
    pub profession: String,
    /// Work e-mail address.
    pub email: Option<String>,
    /// Work telephone.
    pub phone: Option<String>,
    /// Last day of work for the agency; from then on they can do nothing.
    pub ended_on: Option<NaiveDate>,
}

impl Worker {
    /// Whether there is a way to reach them (F0-24).
    #[must_use]
    pub const fn is_reachable(&self) -> bool {
        self.email.is_some() || self.phone.is_some()
    }
}

/// What is said of a worker and may be changed.
#[derive(Clone)]
pub struct WorkerDetails {
    /// Their name.
    pub name: String,
    /// Their profession.
    pub profession: String,
    /// Work e-mail address.
    pub email: Option<String>,
    /// Work telephone.
    pub phone: Option<String>,
}
