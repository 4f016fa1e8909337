//! What the family says to an item.

use super::{
    DisclosureEndReason, DisclosureEnding, DisclosureFile, DisclosureStatus, FamilyAnswer, ItemAnswer,
};
use crate::{
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// The family agrees to an item, objects to it, or marks it confidential. One no keeps it from its recipients,
/// unless the law demands it; a later yes needs another item.
pub struct AnswerDisclosure {
    /// What was said.
    pub answer: ItemAnswer,
    /// Who of the family said it.
    pub evidence: Option<Evidence>,
}

impl Command for AnswerDisclosure {
    type Target = DisclosureFile;
    const OPERATION: Operation = Operation::AnswerDisclosure;

    fn decide(&self, file: &DisclosureFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION, at)?;
        let decision = family_decision(&file.case, self.evidence.as_ref(), at)?;
        ensure(file.concerns(decision.decided_by), Code::PersonNotConcerned)?;
        let item = file.item.amended(|it| {
            it.answers.push(FamilyAnswer { answer: self.answer, decision });
            if let Some(reason) = self.ends().filter(|_| !it.ground.is_statutory()) {
                it.ending = Some(DisclosureEnding { reason, note: None, at: at.now });
                let held = it.status.is_held();
                it.status = if held { DisclosureStatus::Recalled } else { DisclosureStatus::Withheld };
            }
        });
        Ok(Change::of(item.id).in_case(item.case_id).put(item).into())
    }
}

impl AnswerDisclosure {
    /// Why the item is not shared, where this is a no.
    const fn ends(&self) -> Option<DisclosureEndReason> {
        match self.answer {
            ItemAnswer::Agree => None,
            ItemAnswer::Object => Some(DisclosureEndReason::FamilyObjected),
            ItemAnswer::Confidential => Some(DisclosureEndReason::FamilyConfidential),
        }
    }
}
