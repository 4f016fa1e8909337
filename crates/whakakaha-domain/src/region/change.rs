//! Changing a region.

use super::Region;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Replaces what is said of a region. Its code and clock stay: cases count their days by them.
pub struct ChangeRegion(pub Region);

/// A region with the regions that it lies in, and those that the parent wanted lies in.
pub struct RegionLineage {
    /// The region.
    pub region: Entity<Region>,
    /// The parent wanted and all its ancestors; empty where the parent wanted does not exist.
    pub wanted: Vec<Id<Region>>,
}

impl Command for ChangeRegion {
    type Target = RegionLineage;
    const OPERATION: Operation = Operation::ChangeRegion;

    fn decide(&self, lineage: &RegionLineage, _: &Moment) -> Result<Decision, Refusal> {
        let region = &lineage.region;
        ensure(self.0.code == region.code && self.0.zone == region.zone, Code::RegionFixed)?;
        if self.0.parent.is_some() && lineage.wanted.is_empty() {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/parent_id"));
        }
        ensure(!lineage.wanted.contains(&region.id), Code::RegionParentLoop)?;
        Ok(Change::of(region.id).put(region.amended(|it| *it = self.0.clone())).into())
    }
}
