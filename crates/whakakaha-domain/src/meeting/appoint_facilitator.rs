//! Appointing an independent facilitator.

use super::{Facilitation, MeetingFile};
use crate::{
    assignment::{Assignment, Role},
    case::FamilyDecision,
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    entity::Entity,
    facilitator::Facilitator,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Appoints a facilitator, in place of an earlier one (F0-38).
pub struct AppointFacilitator {
    /// Whether they declare themselves independent.
    pub independence_declared: bool,
    /// Who of the family agreed.
    pub evidence: Option<Evidence>,
}

/// A meeting, and the facilitator wanted.
pub struct Appointment {
    /// The meeting.
    pub meeting: MeetingFile,
    /// The registration and the person, if there are such.
    pub wanted: Option<(Entity<Facilitator>, Entity<Worker>)>,
}

impl Command for AppointFacilitator {
    type Target = Appointment;
    const OPERATION: Operation = Operation::AppointFacilitator;

    fn decide(&self, target: &Appointment, at: &Moment) -> Result<Decision, Refusal> {
        let file = &target.meeting;
        file.step(Self::OPERATION)?;
        let (facilitator, worker) =
            target.wanted.as_ref().ok_or_else(|| Refusal::at(Code::ReferenceUnknown, "#/facilitator_id"))?;
        ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
        let facilitation = Facilitation {
            facilitator_id: facilitator.id,
            worker_id: worker.id,
            agency_id: worker.agency_id,
            independence_declared_at: at.now,
        };
        file.ensure_fit(Some(facilitator), &facilitation)?;
        if !self.independence_declared {
            return Err(Refusal::at(Code::FacilitatorNotIndependent, "#/independence_declared"));
        }
        let decision = family_decision(&file.case, self.evidence.as_ref(), at)?;
        let assignments = handed_over(file, &facilitation, decision, at);
        let meeting = file.meeting.amended(|it| it.facilitation = Some(facilitation));
        Ok(Change::of(meeting.id).in_case(file.case.case.id).put(meeting).put_all(assignments).into())
    }
}

/// Ends the assignment of an earlier facilitator and makes one, so that the facilitator sees the case.
fn handed_over(
    file: &MeetingFile,
    facilitation: &Facilitation,
    decision: FamilyDecision,
    at: &Moment,
) -> Vec<Entity<Assignment>> {
    let today = file.today(at);
    let is_theirs = |it: &Entity<Assignment>| it.worker_id == Some(facilitation.worker_id);
    let mut assignments: Vec<_> = file
        .case
        .holders(Role::Facilitator)
        .filter(|it| !is_theirs(it))
        .map(|it| it.amended(|it| it.ended_on = Some(today)))
        .collect();
    if !file.case.holders(Role::Facilitator).any(is_theirs) {
        let assignment = Assignment {
            case_id: file.case.case.id,
            role: Role::Facilitator,
            agency_id: facilitation.agency_id,
            worker_id: Some(facilitation.worker_id),
            involvement: None,
            started_on: today,
            ended_on: None,
            decision: Some(decision),
        };
        assignments.push(Entity::new(at.id(0), assignment));
    }
    assignments
}
