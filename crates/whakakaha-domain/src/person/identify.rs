//! Recording what another agency calls a person.

use super::{ExternalIdentifier, Person};
use crate::{
    actor::Principal,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Records an agency's own identifier for a person. Never used as an identifier here (IPP 13).
pub struct IdentifyPerson(pub ExternalIdentifier);

/// A person, and who has the identifier so far.
pub struct Identification {
    /// The person.
    pub person: Entity<Person>,
    /// Whether the agency exists.
    pub agency_known: bool,
    /// Who has the identifier.
    pub holder: Option<Id<Person>>,
}

impl Command for IdentifyPerson {
    type Target = Identification;
    const OPERATION: Operation = Operation::IdentifyPerson;

    fn decide(&self, wanted: &Identification, at: &Moment) -> Result<Decision, Refusal> {
        let person = &wanted.person;
        if matches!(at.actor.principal, Principal::System(agency) if agency != self.0.agency_id) {
            return Err(Refusal::at(Code::IdentifierOfOthers, "#/agency_id"));
        }
        if !wanted.agency_known {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/agency_id"));
        }
        if wanted.holder == Some(person.id) {
            return Ok(Decision::Unchanged);
        }
        ensure(wanted.holder.is_none(), Code::IdentifierTaken)?;
        let identified = person.amended(|it| it.identifiers.push(self.0.clone()));
        Ok(Change::of(identified.id).put(identified).into())
    }
}
