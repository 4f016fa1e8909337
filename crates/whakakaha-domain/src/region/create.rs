//! Adding a region to the directory.

use super::{Region, RegionPlace};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Adds a region.
pub struct CreateRegion(pub Region);

impl Command for CreateRegion {
    type Target = RegionPlace;
    const OPERATION: Operation = Operation::CreateRegion;

    fn decide(&self, place: &RegionPlace, at: &Moment) -> Result<Decision, Refusal> {
        ensure(!place.code_taken, Code::RegionCodeTaken)?;
        if !place.parent_known {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/parent_id"));
        }
        let region = Entity::new(at.id(0), self.0.clone());
        Ok(Change::of(region.id).put(region).into())
    }
}
