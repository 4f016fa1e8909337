//! Final reports: submitted by the lead, accepted by the coordinator, before a case closes (F0-32).

mod accept;
mod send_back;
mod submit;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{case::Case, code::code_list, ids::Id, machine::machine, restriction::About, worker::Worker};

pub use accept::AcceptFinalReport;
pub use send_back::ReturnFinalReport;
pub use submit::{CaseReports, SubmitFinalReport};

/// The closing report of a case.
#[derive(Clone, Serialize, Deserialize)]
pub struct FinalReport {
    /// The case.
    pub case_id: Id<Case>,
    /// Who wrote it.
    pub submitted_by: Id<Worker>,
    /// When.
    pub submitted_at: DateTime<Utc>,
    /// What was reached, goal by goal, in words.
    pub summary: String,
    /// What the family says about it.
    pub family_view: Option<String>,
    /// What the family still needs and where it gets it.
    pub transition: Option<String>,
    /// What it is about.
    pub about: About,
    /// Where it stands.
    pub state: FinalReportState,
}

code_list! {
    /// Where a final report stands.
    FinalReportStatus {
        /// Waits for the coordinator.
        Submitted = "submitted",
        /// Sent back with a reason.
        Returned = "returned",
        /// Accepted.
        Accepted = "accepted",
    }
}

machine! {
    FinalReportStatus, FinalReportNotInState;
    Submitted, ReturnFinalReport => Returned;
    Submitted, AcceptFinalReport => Accepted;
}

/// Where a final report stands, with what belongs to that state.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum FinalReportState {
    /// Waits for the coordinator.
    Submitted,
    /// Sent back.
    Returned {
        /// What is missing.
        reason: String,
    },
    /// Accepted.
    Accepted {
        /// By whom.
        by: Id<Worker>,
        /// When.
        at: DateTime<Utc>,
    },
}

impl FinalReportState {
    /// The state without its content.
    #[must_use]
    pub const fn status(&self) -> FinalReportStatus {
        match self {
            Self::Submitted => FinalReportStatus::Submitted,
            Self::Returned { .. } => FinalReportStatus::Returned,
            Self::Accepted { .. } => FinalReportStatus::Accepted,
        }
    }
}
