//! Advising on an item.

use super::{AdviceAnswer, AdvicePosition, AdviceRequest, Disclosure};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Answers a question about one item, which goes on from there.
pub struct AnswerAdvice {
    /// In short.
    pub position: AdvicePosition,
    /// In words.
    pub text: String,
}

/// A question with the item that it is about.
pub struct AdviceFile {
    /// The question.
    pub request: Entity<AdviceRequest>,
    /// The item.
    pub item: Entity<Disclosure>,
}

impl Command for AnswerAdvice {
    type Target = AdviceFile;
    const OPERATION: Operation = Operation::AnswerAdvice;

    fn decide(&self, file: &AdviceFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure(file.request.answer.is_none(), Code::AdviceAnswered)?;
        let status = file.item.status.after(Self::OPERATION)?;
        let answer = AdviceAnswer { position: self.position, text: self.text.clone(), at: at.now };
        let request = file.request.amended(|it| it.answer = Some(answer));
        let item = file.item.amended(|it| it.go_on_advice(status));
        Ok(Change::of(request.id).in_case(item.case_id).put(request).put(item).into())
    }
}
