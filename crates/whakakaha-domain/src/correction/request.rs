//! Asking for a correction.

use uuid::Uuid;

use super::{Correction, CorrectionAbout, CorrectionState};
use crate::{
    agency::Agency,
    case::Case,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal},
};

/// Asks for something on record to be corrected.
pub struct RequestCorrection {
    /// What is wrong on record.
    pub about: CorrectionAbout,
    /// What is wrong about it.
    pub wrong: String,
    /// What it should say.
    pub wanted: String,
}

/// Where a correction is asked for.
pub struct CorrectionDraft {
    /// The case.
    pub case: Entity<Case>,
    /// Who asks.
    pub person: Id<Person>,
    /// Whether the thing is on record in the case, and the person may know of it.
    pub about_known: bool,
    /// The agency that wrote it.
    pub source: Option<Id<Agency>>,
    /// The parts that it has.
    pub parts: Vec<Uuid>,
}

impl Command for RequestCorrection {
    type Target = CorrectionDraft;
    const OPERATION: Operation = Operation::RequestCorrection;

    fn decide(&self, draft: &CorrectionDraft, at: &Moment) -> Result<Decision, Refusal> {
        if !draft.about_known {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/about/id"));
        }
        let correction = Correction {
            case_id: draft.case.id,
            person_id: draft.person,
            about: self.about,
            wrong: self.wrong.clone(),
            wanted: self.wanted.clone(),
            requested_at: at.now,
            source: draft.source,
            parts: draft.parts.clone(),
            state: CorrectionState::Requested,
        };
        let correction = Entity::new(at.id(0), correction);
        Ok(Change::of(correction.id).in_case(draft.case.id).put(correction).into())
    }
}
