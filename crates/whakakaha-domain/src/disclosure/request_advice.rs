//! Asking for advice on an item.

use super::{AdviceRequest, AdviserRole, DisclosureFile};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal},
    worker::Worker,
};

/// Asks a named worker for advice on one item, which waits for the answer. Where it waits for somebody already, who
/// has left or does not answer, the question goes to this worker instead, and the other no longer sees the item.
pub struct RequestAdvice {
    /// As what the worker is asked.
    pub role: AdviserRole,
    /// What is asked.
    pub question: String,
}

/// An item, and the worker who is asked.
pub struct AdviceWanted {
    /// The item.
    pub file: DisclosureFile,
    /// The worker, if there is one.
    pub adviser: Option<Entity<Worker>>,
    /// The question that waits for an answer.
    pub waiting: Option<Entity<AdviceRequest>>,
}

impl Command for RequestAdvice {
    type Target = AdviceWanted;
    const OPERATION: Operation = Operation::RequestAdvice;

    fn decide(&self, wanted: &AdviceWanted, at: &Moment) -> Result<Decision, Refusal> {
        let file = &wanted.file;
        let status = file.step(Self::OPERATION)?;
        file.ensure_own(at)?;
        let asked_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let adviser = wanted.adviser.as_ref();
        let adviser = adviser.ok_or_else(|| Refusal::at(Code::ReferenceUnknown, "#/adviser_id"))?;
        if adviser.ended_on.is_some() || adviser.id == asked_by || adviser.id == file.item.author_id {
            return Err(Refusal::at(Code::AdviserNotPossible, "#/adviser_id"));
        }
        let request = AdviceRequest {
            case_id: file.item.case_id,
            disclosure_id: file.item.id,
            adviser_id: adviser.id,
            role: self.role,
            question: self.question.clone(),
            asked_by,
            agency_id: file.item.from_agency_id,
            asked_at: at.now,
            answer: None,
            replaced_at: None,
        };
        let request = Entity::new(at.id(0), request);
        let item = file.item.amended(|it| it.status = status);
        let change = Change::of(request.id).in_case(item.case_id).put(request).put(item);
        let replaced = wanted.waiting.as_ref().map(|it| it.amended(|it| it.replaced_at = Some(at.now)));
        Ok(change.put_all(replaced).into())
    }
}
