//! Correcting an item.

use super::{Correction, DisclosureFile};
use crate::{
    command::{Change, Command, Decision, Moment},
    correction::{self, CorrectionAnswer, CorrectionNotice, CorrectionState},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Corrects what an item says that was disclosed, as somebody of the family has asked, and so answers their request.
/// The recipients read the corrected wording from now on, and are told. Each request carries one correction: whatever
/// else an agency means to share is another item, of which the family is told anew.
pub struct CorrectDisclosure {
    /// What it says now.
    pub summary: String,
    /// What was wrong.
    pub reason: String,
}

/// An item, and what somebody of the family asks to be corrected of it.
pub struct DisputedItem {
    /// The item.
    pub file: DisclosureFile,
    /// The requests that wait for an answer and of which the caller may know, the oldest first.
    pub asked: Vec<Entity<correction::Correction>>,
}

impl Command for CorrectDisclosure {
    type Target = DisputedItem;
    const OPERATION: Operation = Operation::CorrectDisclosure;

    fn decide(&self, target: &DisputedItem, at: &Moment) -> Result<Decision, Refusal> {
        let DisputedItem { file, asked } = target;
        let status = file.step(Self::OPERATION, at)?;
        file.ensure_own(at)?;
        let corrected_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let asked = asked.iter().find(|it| file.concerns(it.person_id)).ok_or(Code::CorrectionNotAsked)?;
        let answer = CorrectionAnswer { by: corrected_by, at: at.now, words: self.reason.clone() };
        let answered = asked.amended(|it| it.state = CorrectionState::Corrected { answer });
        let item = file.item.amended(|it| {
            let was = std::mem::replace(&mut it.summary, self.summary.clone());
            let reason = self.reason.clone();
            it.corrections.push(Correction { was, reason, corrected_by, corrected_at: at.now });
            it.status = status;
        });
        let told = CorrectionNotice::of_item(&item, at);
        Ok(Change::of(item.id).in_case(item.case_id).put(item).put(answered).put_all(told).into())
    }
}
