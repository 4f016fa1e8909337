//! Ending a role: it stays in history; what every case needs is handed over instead (F0-24).

use chrono::NaiveDate;

use super::{Assignment, Role};
use crate::{
    case::{CaseFile, CaseState},
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    period::ensure_ended,
    refusal::{Code, Refusal, ensure},
};

/// Ends an assignment.
pub struct EndAssignment {
    /// Its last day.
    pub ended_on: NaiveDate,
}

/// An assignment with the case that it belongs to.
pub struct AssignmentFile {
    /// The assignment.
    pub assignment: Entity<Assignment>,
    /// Its case.
    pub file: CaseFile,
}

impl Command for EndAssignment {
    type Target = AssignmentFile;
    const OPERATION: Operation = Operation::EndAssignment;

    fn decide(&self, target: &AssignmentFile, at: &Moment) -> Result<Decision, Refusal> {
        let AssignmentFile { assignment, file } = target;
        ensure(assignment.ended_on.is_none(), Code::AssignmentEnded)?;
        ensure(!target.is_needed(), Code::HolderStillNeeded)?;
        ensure_ended(Some(assignment.started_on), self.ended_on, at.now)?;
        let ended = assignment.amended(|it| it.ended_on = Some(self.ended_on));
        Ok(Change::of(assignment.id).in_case(file.case.id).put(ended).into())
    }
}

impl AssignmentFile {
    /// Whether the case cannot be without it: always a coordinator; from the first meeting until it is
    /// closed a lead agency and a key contact; and the participation on which either of them rests.
    fn is_needed(&self) -> bool {
        let case = &self.file.case;
        let met = case.active_since().is_some() || matches!(case.state, CaseState::Closing { .. });
        match self.assignment.role {
            Role::Coordinator => self.file.case.is_open(),
            Role::LeadAgency | Role::KeyContact => met,
            Role::LeadWorker | Role::Facilitator => false,
            Role::Participant => self.is_last_of_role_holder(),
        }
    }

    fn is_last_of_role_holder(&self) -> bool {
        let agency = self.assignment.agency_id;
        let holds = |role| self.file.holder(role).is_some_and(|holder| holder.agency_id == agency);
        let last = self.file.participations(agency).count() < 2;
        last && (holds(Role::LeadAgency) || holds(Role::KeyContact))
    }
}
