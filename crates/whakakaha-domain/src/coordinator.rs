//! Coordinators: who answers for the process in a region, and how the public reaches them.

mod end;
mod register;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{agency::Agency, ids::Id, region::Region, worker::Worker};

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

/// A worker who asks as coordinator of the region concerned, and for whom they work.
#[derive(Clone, Copy)]
pub struct Acting {
    /// Who.
    pub worker: Id<Worker>,
    /// Their employer.
    pub agency: Id<Agency>,
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
