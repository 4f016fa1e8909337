//! Attaching a statement to what was not corrected.

use super::{Correction, CorrectionNews, CorrectionState, Dispute};
use crate::{
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Attaches the person's own statement, which goes with the thing from now on.
pub struct AttachStatement {
    /// The words.
    pub text: String,
}

/// A request, and the agencies that have had the thing: they take part or took part, or received it, and it is not kept
/// from them.
pub struct HeldCorrection {
    /// The request.
    pub correction: Entity<Correction>,
    /// The agencies.
    pub had_by: Vec<Id<Agency>>,
}

impl Command for AttachStatement {
    type Target = HeldCorrection;
    const OPERATION: Operation = Operation::AttachStatement;

    fn decide(&self, target: &HeldCorrection, at: &Moment) -> Result<Decision, Refusal> {
        let correction = &target.correction;
        let next = correction.state.status().after(Self::OPERATION)?;
        let CorrectionState::Refused { answer } = correction.state.clone() else {
            return Err(Refusal::step(super::CorrectionStatus::IMPOSSIBLE, next.allowed()));
        };
        let dispute = Dispute { text: self.text.clone(), at: at.now, to_tell: target.had_by.clone() };
        let disputed = correction.amended(|it| it.state = CorrectionState::Disputed { answer, dispute });
        let notices = target.notices(CorrectionNews::StatementAttached, None, at);
        Ok(Change::of(correction.id).in_case(correction.case_id).put(disputed).put_all(notices).into())
    }
}
