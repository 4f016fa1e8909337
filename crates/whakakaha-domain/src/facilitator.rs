//! Facilitators: trained people who may run meetings independently.

mod register;
#[cfg(test)]
mod tests;
mod train;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{ids::Id, worker::Worker};

pub use register::{Enrolment, RegisterFacilitator};
pub use train::RecordTraining;

/// A worker's registration as a meeting facilitator, with training (F0-20).
#[derive(Clone, Serialize, Deserialize)]
pub struct Facilitator {
    /// Who.
    pub worker_id: Id<Worker>,
    /// Courses completed, oldest first.
    pub training: Vec<Training>,
    /// Whether they accept meetings at present.
    pub active: bool,
}

/// One course completed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Training {
    /// Name of the course.
    pub course: String,
    /// The day on which it was completed.
    pub completed_on: NaiveDate,
    /// The last day on which it counts; none: it does not lapse.
    pub expires_on: Option<NaiveDate>,
}

impl Facilitator {
    /// Whether some training counts on this day (F0-20).
    #[must_use]
    pub fn is_trained_on(&self, day: NaiveDate) -> bool {
        self.active
            && self
                .training
                .iter()
                .any(|course| course.completed_on <= day && course.expires_on.is_none_or(|last| day <= last))
    }
}
