//! Changing an agency.

use super::Agency;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Replaces what is said of an agency.
pub struct ChangeAgency(pub Agency);

/// An agency with the organisation that it is to belong to, and those that this one belongs to.
pub struct AgencyLineage {
    /// The agency.
    pub agency: Entity<Agency>,
    /// The parent wanted and all its ancestors; empty where the parent wanted does not exist.
    pub wanted: Vec<Id<Agency>>,
}

impl Command for ChangeAgency {
    type Target = AgencyLineage;
    const OPERATION: Operation = Operation::ChangeAgency;

    fn decide(&self, lineage: &AgencyLineage, _: &Moment) -> Result<Decision, Refusal> {
        if self.0.parent.is_some() && lineage.wanted.is_empty() {
            return Err(Refusal::at(Code::ReferenceUnknown, "#/parent_id"));
        }
        if lineage.wanted.contains(&lineage.agency.id) {
            return Err(Refusal::at(Code::AgencyParentLoop, "#/parent_id"));
        }
        let agency = lineage.agency.amended(|it| {
            let suspended_at = it.suspended_at;
            *it = Agency { suspended_at, ..self.0.clone() };
        });
        Ok(Change::of(agency.id).put(agency).into())
    }
}
