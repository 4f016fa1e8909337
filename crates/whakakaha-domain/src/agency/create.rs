//! Adding an agency to the directory.

use super::{Agency, AgencyPlace};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Adds an agency.
pub struct CreateAgency(pub Agency);

impl Command for CreateAgency {
    type Target = AgencyPlace;
    const OPERATION: Operation = Operation::CreateAgency;

    fn decide(&self, place: &AgencyPlace, at: &Moment) -> Result<Decision, Refusal> {
        if !place.parent_known {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/parent_id"));
        }
        let agency = Entity::new(at.id(0), self.0.clone());
        Ok(Change::of(agency.id).put(agency).into())
    }
}
