//! Changing what is said of a family.

use super::Family;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Replaces what is said of a family.
pub struct ChangeFamily(pub Family);

/// A family, and the region that is to look after it.
pub struct FamilyMove {
    /// The family.
    pub family: Entity<Family>,
    /// Whether the caller coordinates the region wanted.
    pub coordinated: bool,
}

impl Command for ChangeFamily {
    type Target = FamilyMove;
    const OPERATION: Operation = Operation::ChangeFamily;

    fn decide(&self, wanted: &FamilyMove, _: &Moment) -> Result<Decision, Refusal> {
        let family = &wanted.family;
        if self.0.region_id != family.region_id && !wanted.coordinated {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/region_id"));
        }
        Ok(Change::of(family.id).put(family.amended(|it| *it = self.0.clone())).into())
    }
}
