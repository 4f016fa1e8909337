//! Registering a family.

use super::Family;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
    region::RegionDesk,
};

/// Registers a family in the region at whose desk this happens.
pub struct CreateFamily(pub Family);

impl Command for CreateFamily {
    type Target = RegionDesk;
    const OPERATION: Operation = Operation::CreateFamily;

    fn decide(&self, desk: &RegionDesk, at: &Moment) -> Result<Decision, Refusal> {
        let body = Family { region_id: desk.0, ..self.0.clone() };
        let family = Entity::new(at.id(0), body);
        Ok(Change::of(family.id).put(family).into())
    }
}
