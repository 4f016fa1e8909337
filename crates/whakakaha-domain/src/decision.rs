//! Decisions that only the family can make (F0-23): made by a family member who calls, or recorded by a
//! worker who says who of the family decided, when and how.

use chrono::NaiveDate;

use crate::{
    actor::Principal,
    case::{CaseFile, FamilyDecision},
    command::Moment,
    ids::Id,
    person::Person,
    refusal::{Code, Refusal},
};

/// What a worker says about a decision of the family.
#[derive(Clone)]
pub struct Evidence {
    /// The family member who decided.
    pub decided_by: Id<Person>,
    /// The day on which they decided; not after today.
    pub decided_on: NaiveDate,
    /// How they told: in person, by telephone, in writing.
    pub how: String,
}

/// The decision of the family: the caller's own when a family member calls, else the one in evidence.
pub fn family_decision(
    file: &CaseFile,
    evidence: Option<&Evidence>,
    at: &Moment,
) -> Result<FamilyDecision, Refusal> {
    let today = file.case.today(at.now);
    if let Principal::Family(person) = at.actor.principal {
        return Ok(FamilyDecision { decided_by: person, decided_on: today, how: None, recorded_by: None });
    }
    let evidence = evidence.ok_or_else(|| Refusal::at(Code::FamilyDecisionMissing, "#/family_decision"))?;
    if evidence.decided_on > today {
        return Err(Refusal::at(Code::DecisionInFuture, "#/family_decision/decided_on"));
    }
    if file.member(evidence.decided_by, evidence.decided_on).is_none() {
        return Err(Refusal::at(Code::DecisionByStranger, "#/family_decision/decided_by"));
    }
    let recorded_by = at.actor.principal.worker();
    Ok(FamilyDecision {
        decided_by: evidence.decided_by,
        decided_on: evidence.decided_on,
        how: Some(evidence.how.clone()),
        recorded_by,
    })
}
