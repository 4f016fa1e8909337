//! Changing what is said of a person.

use super::Person;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Replaces what is said of a person. What other agencies call them stays.
pub struct ChangePerson(pub Person);

/// A person, and the region that is to look after the record.
pub struct PersonMove {
    /// The person.
    pub person: Entity<Person>,
    /// Whether the caller coordinates the region wanted.
    pub coordinated: bool,
}

impl Command for ChangePerson {
    type Target = PersonMove;
    const OPERATION: Operation = Operation::ChangePerson;

    fn decide(&self, wanted: &PersonMove, at: &Moment) -> Result<Decision, Refusal> {
        let person = &wanted.person;
        if self.0.region_id != person.region_id && !wanted.coordinated {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/region_id"));
        }
        self.0.ensure_sound(at.now)?;
        let body = Person { identifiers: person.identifiers.clone(), ..self.0.clone() };
        Ok(Change::of(person.id).put(person.amended(|it| *it = body)).into())
    }
}
