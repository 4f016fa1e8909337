//! Looking at a break-glass grant afterwards.

use super::{BreakGlassGrant, BreakGlassOutcome, BreakGlassReview};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Says whether there was reason to open the case.
pub struct ReviewBreakGlass {
    /// Whether there was.
    pub outcome: BreakGlassOutcome,
    /// Why.
    pub findings: String,
    /// What follows from it.
    pub follow_up: Option<String>,
    /// Whether the family reads the holder's reason in words.
    pub reason_told: bool,
}

impl Command for ReviewBreakGlass {
    type Target = Entity<BreakGlassGrant>;
    const OPERATION: Operation = Operation::ReviewBreakGlass;

    fn decide(&self, grant: &Entity<BreakGlassGrant>, at: &Moment) -> Result<Decision, Refusal> {
        let by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        ensure(by != grant.worker_id, Code::BreakGlassReviewOwn)?;
        grant.status(at.now).after(Self::OPERATION)?;
        if self.outcome == BreakGlassOutcome::NotJustified && self.follow_up.is_none() {
            return Err(Refusal::at(Code::BreakGlassFollowUpMissing, "#/follow_up"));
        }
        let review = BreakGlassReview {
            by,
            at: at.now,
            outcome: self.outcome,
            findings: self.findings.clone(),
            follow_up: self.follow_up.clone(),
            reason_told: self.reason_told,
        };
        let reviewed = grant.amended(|it| it.review = Some(review));
        Ok(Change::of(grant.id).in_case(grant.case_id).put(reviewed).into())
    }
}
