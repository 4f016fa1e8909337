//! Recording how a disagreement of guardians about a child was resolved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{is_sha256, settle};
use crate::{
    case::CaseFile,
    code::code_list,
    command::{Change, Command, Decision, Moment},
    ids::Id,
    operation::Operation,
    person::Person,
    record::Record,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

code_list! {
    /// By what a disagreement of guardians about a child was resolved.
    ResolutionGround {
        /// A court has ordered who decides.
        CourtOrder = "court_order",
        /// A lawyer has advised that the consent of one guardian suffices.
        LegalAdvice = "legal_advice",
        /// The guardians have come to an agreement, with help.
        Mediation = "mediation",
    }
}

/// How a disagreement of guardians about a child was resolved: the consent of one of them suffices for the child.
#[derive(Clone, Serialize, Deserialize)]
pub struct Resolution {
    /// The child.
    pub child_id: Id<Person>,
    /// By what.
    pub ground: ResolutionGround,
    /// Where it can be found: the number of an order, a letter.
    pub reference: String,
    /// SHA-256 of the document, 64 lower-case hexadecimal digits.
    pub evidence_sha256: String,
    /// The day of it.
    pub on: NaiveDate,
    /// The coordinator who recorded it.
    pub recorded_by: Id<Worker>,
}

/// Records why the consent of one guardian suffices for a child although another objects (model 3.3). What
/// concerns the child is not held back for that any more; what concerns the one who objects stays held back.
pub struct ResolveConflict {
    /// The child.
    pub child_id: Id<Person>,
    /// By what it was resolved.
    pub ground: ResolutionGround,
    /// Where that can be found.
    pub reference: String,
    /// SHA-256 of the document, 64 lower-case hexadecimal digits.
    pub evidence_sha256: String,
    /// The day of it; not after today.
    pub on: NaiveDate,
}

impl Command for ResolveConflict {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::ResolveConflict;

    fn decide(&self, file: &CaseFile, at: &Moment) -> Result<Decision, Refusal> {
        let today = file.case.today(at.now);
        ensure(file.case.is_open(), Code::CaseClosed)?;
        let child = file.member(self.child_id, today).filter(|member| member.membership.role.is_child());
        child.ok_or_else(|| Refusal::at(Code::PersonNotMember, "#/child_id"))?;
        if self.on > today {
            return Err(Refusal::at(Code::DecisionInFuture, "#/resolved_on"));
        }
        if !is_sha256(&self.evidence_sha256) {
            return Err(Refusal::at(Code::ConsentEvidenceMissing, "#/evidence_sha256"));
        }
        let recorded_by = at.actor.principal.worker().ok_or(Code::ReferenceUnknown)?;
        let resolution = Resolution {
            child_id: self.child_id,
            ground: self.ground,
            reference: self.reference.clone(),
            evidence_sha256: self.evidence_sha256.clone(),
            on: self.on,
            recorded_by,
        };
        let case = file.case.amended(|it| {
            it.resolutions.retain(|earlier| earlier.child_id != self.child_id);
            it.resolutions.push(resolution);
        });
        let resolved = CaseFile { case, ..file.clone() };
        let settled = settle(&resolved, &[], at);
        let moved = settled.iter().any(|record| matches!(record, Record::Case(_)));
        let case = (!moved).then(|| resolved.case.clone());
        Ok(Change::of(resolved.case.id).in_case(resolved.case.id).put_all(settled).put_all(case).into())
    }
}
