//! Ending a membership of a family.

use chrono::NaiveDate;

use super::{Membership, restated};
use crate::{
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    period::ensure_ended,
    refusal::{Code, Refusal, ensure},
};

/// Ends a membership, at once. Where a case is open, consent is counted again without the person.
pub struct EndMembership {
    /// The last day.
    pub ended_on: NaiveDate,
}

/// A membership, and the case that is open for the family.
pub struct Departure {
    /// The membership.
    pub membership: Entity<Membership>,
    /// The case that is open for the family.
    pub open_case: Option<CaseFile>,
}

impl Command for EndMembership {
    type Target = Departure;
    const OPERATION: Operation = Operation::EndMembership;

    fn decide(&self, departure: &Departure, at: &Moment) -> Result<Decision, Refusal> {
        let membership = &departure.membership;
        ensure(membership.ended_on.is_none(), Code::MembershipEnded)?;
        ensure_ended(Some(membership.started_on), self.ended_on, at.now)?;
        let ended = membership.amended(|it| it.ended_on = Some(self.ended_on));
        let change = Change::of(ended.id).put(ended);
        let Some(file) = &departure.open_case else { return Ok(change.into()) };
        let staying = file.members.iter().filter(|member| member.membership.id != membership.id).cloned();
        Ok(restated(change, file, staying, at).into())
    }
}
