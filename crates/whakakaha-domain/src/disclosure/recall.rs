//! Taking back an item.

use super::{DisclosureEndReason, DisclosureEnding, DisclosureFile};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::Refusal,
};

/// Takes back an item that was disclosed: its recipients no longer see it.
pub struct RecallDisclosure {
    /// Why.
    pub reason: String,
}

impl Command for RecallDisclosure {
    type Target = DisclosureFile;
    const OPERATION: Operation = Operation::RecallDisclosure;

    fn decide(&self, file: &DisclosureFile, at: &Moment) -> Result<Decision, Refusal> {
        let status = file.step(Self::OPERATION, at)?;
        file.ensure_own_or_coordinated(at)?;
        let item = file.item.amended(|it| {
            let reason = DisclosureEndReason::AgencyDecision;
            it.ending = Some(DisclosureEnding { reason, note: Some(self.reason.clone()), at: at.now });
            it.status = status;
        });
        Ok(Change::of(item.id).in_case(item.case_id).put(item).into())
    }
}
