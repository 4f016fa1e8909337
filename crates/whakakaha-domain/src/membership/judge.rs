//! Judging whether a young person understands enough to consent for themselves.

use chrono::NaiveDate;

use super::{GrowingUp, Judgement, Membership, restated};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    period::ensure_reached,
    refusal::{Code, Refusal, ensure},
};

/// Records what somebody judged of a young person's understanding; it counts whatever the age, until the
/// young person is an adult (model 3.3). Where a case is open, consent is counted again.
pub struct JudgeUnderstanding {
    /// Whether the young person understands enough.
    pub competent: bool,
    /// Why.
    pub reason: String,
    /// The day, not after today.
    pub judged_on: NaiveDate,
}

impl Command for JudgeUnderstanding {
    type Target = GrowingUp;
    const OPERATION: Operation = Operation::JudgeUnderstanding;

    fn decide(&self, young: &GrowingUp, at: &Moment) -> Result<Decision, Refusal> {
        let membership = &young.member.membership;
        ensure(membership.is_present(), Code::MembershipEnded)?;
        ensure(membership.role.is_child(), Code::NotAChild)?;
        ensure_reached(self.judged_on, at.now, "#/judged_on")?;
        let judged_by = at.actor.principal.worker().ok_or(Code::ReferenceUnknown)?;
        let judgement = Judgement {
            competent: self.competent,
            reason: self.reason.clone(),
            judged_on: self.judged_on,
            judged_by,
        };
        let judged = membership.amended(|it| {
            it.consents_for_self = self.competent;
            it.judgement = Some(judgement);
        });
        Ok(young.with(&judged, at).into())
    }
}

impl GrowingUp {
    /// The change to this membership, with what follows for consent.
    pub(super) fn with(&self, membership: &Entity<Membership>, at: &Moment) -> Change {
        let change = Change::of(membership.id).put(membership.clone());
        let Some(file) = &self.open_case else { return change };
        let members = file.members.iter().cloned().map(|mut member| {
            if member.membership.id == membership.id {
                member.membership = membership.clone();
            }
            member
        });
        restated(change, file, members, at)
    }
}
