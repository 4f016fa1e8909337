//! Answering a recall.

use super::{Recall, RecallAction, RecallAnswer};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Says what the agency has done with what it was shown. Whoever keeps something can say later that it is deleted.
pub struct AcknowledgeRecall {
    /// What it has done.
    pub action: RecallAction,
    /// Why it keeps something: the enactment and its section.
    pub legal_ground: Option<String>,
}

impl Command for AcknowledgeRecall {
    type Target = Entity<Recall>;
    const OPERATION: Operation = Operation::AcknowledgeRecall;

    fn decide(&self, recall: &Entity<Recall>, at: &Moment) -> Result<Decision, Refusal> {
        let status = recall.status.after(Self::OPERATION)?;
        if self.legal_ground.is_some() != (self.action == RecallAction::Retained) {
            return Err(Refusal::at(Code::RecallGround, "#/legal_ground"));
        }
        if recall.answer.as_ref().is_some_and(|answer| self.says(answer)) {
            return Ok(Decision::Unchanged);
        }
        ensure(
            recall.answer.as_ref().is_none_or(|it| it.action != RecallAction::Deleted),
            Code::RecallDeleted,
        )?;
        let answer = RecallAnswer {
            action: self.action,
            legal_ground: self.legal_ground.clone(),
            at: at.now,
            by: at.actor.principal.worker(),
        };
        let answered = recall.amended(|it| {
            it.status = status;
            it.answer = Some(answer);
        });
        Ok(Change::of(recall.id).in_case(recall.case_id).put(answered).into())
    }
}

impl AcknowledgeRecall {
    fn says(&self, answer: &RecallAnswer) -> bool {
        answer.action == self.action && answer.legal_ground == self.legal_ground
    }
}
