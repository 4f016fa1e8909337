//! Attaching a statement to what was not corrected.

use super::{Addressee, Correction, CorrectionNews, CorrectionState, Dispute};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Attaches the person's own statement, which goes with the thing from now on.
pub struct AttachStatement {
    /// The words.
    pub text: String,
}

/// A request, and those who have had the thing: agencies that take part or took part, and whoever received it, unless it
/// is kept from them.
pub struct HeldCorrection {
    /// The request.
    pub correction: Entity<Correction>,
    /// Those who have had it.
    pub had_by: Vec<Addressee>,
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
        let to_tell = target.had_by.iter().filter_map(|it| it.agency()).collect();
        let dispute = Dispute { text: self.text.clone(), at: at.now, to_tell };
        let disputed = correction.amended(|it| it.state = CorrectionState::Disputed { answer, dispute });
        let notices = target.notices(CorrectionNews::StatementAttached, None, at);
        Ok(Change::of(correction.id).in_case(correction.case_id).put(disputed).put_all(notices).into())
    }
}
