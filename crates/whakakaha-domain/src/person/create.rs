//! Registering a person.

use super::Person;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
    region::RegionDesk,
};

/// Registers a person in the region at whose desk this happens.
pub struct CreatePerson(pub Person);

impl Command for CreatePerson {
    type Target = RegionDesk;
    const OPERATION: Operation = Operation::CreatePerson;

    fn decide(&self, desk: &RegionDesk, at: &Moment) -> Result<Decision, Refusal> {
        self.0.ensure_sound(at.now)?;
        let body = Person { region_id: desk.0, ..self.0.clone() };
        let person = Entity::new(at.id(0), body);
        Ok(Change::of(person.id).put(person).into())
    }
}
