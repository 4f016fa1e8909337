//! Correcting an item.

use super::{Correction, DisclosureFile};
use crate::{
    command::{Change, Command, Decision, Moment},
    correction::CorrectionNotice,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Corrects what an item says that was disclosed. Its recipients read the corrected wording from now on, and are told.
pub struct CorrectDisclosure {
    /// What it says now.
    pub summary: String,
    /// What was wrong.
    pub reason: String,
}

impl Command for CorrectDisclosure {
    type Target = DisclosureFile;
    const OPERATION: Operation = Operation::CorrectDisclosure;

    fn decide(&self, file: &DisclosureFile, at: &Moment) -> Result<Decision, Refusal> {
        let status = file.step(Self::OPERATION)?;
        file.ensure_own(at)?;
        let corrected_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let item = file.item.amended(|it| {
            let was = std::mem::replace(&mut it.summary, self.summary.clone());
            let reason = self.reason.clone();
            it.corrections.push(Correction { was, reason, corrected_by, corrected_at: at.now });
            it.status = status;
        });
        let told = CorrectionNotice::of_item(&item, at);
        Ok(Change::of(item.id).in_case(item.case_id).put(item).put_all(told).into())
    }
}
