//! Writing down what the family says.

use super::{ProfileEntry, ProfileKind};
use crate::{
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    entity::Entity,
    filed::ensure_consented,
    ids::Id,
    intake::Domain,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal},
};

/// Adds an entry to the family's profile, in the family's words (F0-45).
pub struct AddProfileEntry {
    /// Which list.
    pub kind: ProfileKind,
    /// The family's words, verbatim.
    pub text: String,
    /// Whose words they are; none: the family's together.
    pub said_by: Option<Id<Person>>,
    /// The domain that it concerns.
    pub domain: Option<Domain>,
    /// Where the family decided that it is written down: who, when, how.
    pub evidence: Option<Evidence>,
}

impl Command for AddProfileEntry {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::AddProfileEntry;

    fn decide(&self, file: &CaseFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_consented(file, at)?;
        ensure_member(file, self.said_by, at, "#/said_by")?;
        let evidence = self.evidence.as_ref();
        let decision = evidence.map(|it| family_decision(file, Some(it), at)).transpose()?;
        let entry = ProfileEntry {
            case_id: file.case.id,
            kind: self.kind,
            text: self.text.clone(),
            said_by: self.said_by,
            recorded_by: at.actor.principal.worker(),
            domain: self.domain,
            decision,
            removed_at: None,
            removal: None,
        };
        let entry = Entity::new(at.id(0), entry);
        Ok(Change::of(entry.id).in_case(file.case.id).put(entry).into())
    }
}

/// Refuses a person who is named but is no member of the family today, or is kept from the caller.
pub(crate) fn ensure_member(
    file: &CaseFile,
    person: Option<Id<Person>>,
    at: &Moment,
    pointer: &str,
) -> Result<(), Refusal> {
    let today = file.case.today(at.now);
    match person {
        Some(person) if !file.knows(person, today) => Err(Refusal::at(Code::PersonNotMember, pointer)),
        Some(_) | None => Ok(()),
    }
}
