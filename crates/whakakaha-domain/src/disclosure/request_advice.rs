//! Asking for advice on an item.

use super::{AdviceRequest, AdviserRole, DisclosureFile};
use crate::{
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
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

impl AdviserRole {
    /// Whether somebody of an agency can be asked as this: one of the agency that asks; as a lawyer also one of an
    /// agency that has nothing to do with the case.
    fn may_be(self, agency: Id<Agency>, file: &DisclosureFile) -> bool {
        let of_case = || file.case.assignments.iter().any(|it| it.agency_id == agency);
        let receives = || file.item.recipients.iter().any(|it| it.agency() == Some(agency));
        agency == file.item.from_agency_id || (self == Self::Lawyer && !of_case() && !receives())
    }
}

impl Command for RequestAdvice {
    type Target = AdviceWanted;
    const OPERATION: Operation = Operation::RequestAdvice;

    fn decide(&self, wanted: &AdviceWanted, at: &Moment) -> Result<Decision, Refusal> {
        let file = &wanted.file;
        let status = file.step(Self::OPERATION, at)?;
        file.ensure_own(at)?;
        let asked_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let adviser = wanted.adviser.as_ref();
        let adviser = adviser.ok_or_else(|| Refusal::at(Code::ReferenceUnknown, "#/adviser_id"))?;
        let involved = adviser.id == asked_by || adviser.id == file.item.author_id;
        if adviser.ended_on.is_some() || involved || !self.role.may_be(adviser.agency_id, file) {
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
        let item = file.item.amended(|it| it.go_on_advice(status));
        let change = Change::of(request.id).in_case(item.case_id).put(request).put(item);
        let replaced = wanted.waiting.as_ref().map(|it| it.amended(|it| it.replaced_at = Some(at.now)));
        Ok(change.put_all(replaced).into())
    }
}
