//! Coordinators: who answers for the process in a region, and how the public reaches them.

mod end;
mod register;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ids::Id, region::Region, worker::Worker};

pub use end::EndCoordinator;
pub use register::{RegisterCoordinator, Registration};

/// A worker's registration as Strengthening Families coordinator of a region (F0-34, F0-36).
/// The employer of a coordinator gains no access by it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Coordinator {
    /// Who.
    pub worker_id: Id<Worker>,
    /// Where.
    pub region_id: Id<Region>,
    /// What the public is shown (F1-10).
    pub contact: PublicContact,
    /// First day.
    pub started_on: NaiveDate,
    /// Last day, once it is over.
    pub ended_on: Option<NaiveDate>,
}

/// How the public reaches a coordinator. Public by purpose: no private numbers.
#[derive(Clone, Serialize, Deserialize)]
pub struct PublicContact {
    /// Name shown.
    pub name: String,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
}
