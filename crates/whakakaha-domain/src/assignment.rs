//! Assignments: who holds which role on a case, from when, until when (decision: never overwritten).

mod assign;
mod end;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency,
    case::{Case, FamilyDecision},
    code::code_list,
    ids::Id,
    person::Person,
    worker::Worker,
};

pub use assign::{AssignRole, RoleCandidate};
pub use end::{AssignmentFile, EndAssignment};

code_list! {
    /// A role on a case. Lead agency, lead worker and key contact are three things (F0-24, F1-21, F1-22).
    Role {
        /// The coordinator who looks after the process.
        Coordinator = "coordinator",
        /// The agency that coordinates the work of all agencies.
        LeadAgency = "lead_agency",
        /// The worker of the lead agency who leads.
        LeadWorker = "lead_worker",
        /// The person who keeps in touch with the family between meetings.
        KeyContact = "key_contact",
        /// The independent facilitator of a meeting.
        Facilitator = "facilitator",
        /// An agency that takes part, with the workers named for it.
        Participant = "participant",
    }
}

impl Role {
    /// Whether a case has at most one holder of the role at a time.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::Coordinator | Self::LeadAgency | Self::LeadWorker | Self::KeyContact)
    }
}

code_list! {
    /// Whether an agency was already working with the family (F0-14).
    Involvement {
        /// It was working with the family before.
        Existing = "existing",
        /// It is new to the family, which agreed to it.
        New = "new",
    }
}

/// One holder of one role on one case, from a day, until a day.
#[derive(Clone, Serialize, Deserialize)]
pub struct Assignment {
    /// The case.
    pub case_id: Id<Case>,
    /// The role.
    pub role: Role,
    /// The agency that holds it, or for which its holder works.
    pub agency_id: Id<Agency>,
    /// The person who holds it; none where the agency as such does.
    pub worker_id: Option<Id<Worker>>,
    /// For participants: whether the agency was involved before.
    pub involvement: Option<Involvement>,
    /// The family's decision, where the role or the agency was for the family to choose (F0-14, F0-24).
    pub decision: Option<FamilyDecision>,
    /// First day.
    pub started_on: NaiveDate,
    /// Last day, once it is over.
    pub ended_on: Option<NaiveDate>,
}

impl Assignment {
    /// The member of the family who gave the role themselves.
    #[must_use]
    pub fn given_by(&self) -> Option<Id<Person>> {
        self.decision.as_ref().filter(|it| it.recorded_by.is_none()).map(|it| it.decided_by)
    }
}
