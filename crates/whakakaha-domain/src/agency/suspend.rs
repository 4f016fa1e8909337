//! Suspending an agency, and letting it act again.

use super::Agency;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// Ends at once that anybody acts here for the agency, workers and programs alike. What it takes part in and
/// promised stays.
pub struct SuspendAgency;

impl Command for SuspendAgency {
    type Target = Entity<Agency>;
    const OPERATION: Operation = Operation::SuspendAgency;

    fn decide(&self, agency: &Entity<Agency>, at: &Moment) -> Result<Decision, Refusal> {
        if agency.suspended_at.is_some() {
            return Ok(Decision::Unchanged);
        }
        let agency = agency.amended(|it| it.suspended_at = Some(at.now));
        Ok(Change::of(agency.id).put(agency).into())
    }
}

/// Lets a suspended agency's workers and programs act again.
pub struct RestoreAgency;

impl Command for RestoreAgency {
    type Target = Entity<Agency>;
    const OPERATION: Operation = Operation::RestoreAgency;

    fn decide(&self, agency: &Entity<Agency>, _: &Moment) -> Result<Decision, Refusal> {
        if agency.suspended_at.is_none() {
            return Ok(Decision::Unchanged);
        }
        let agency = agency.amended(|it| it.suspended_at = None);
        Ok(Change::of(agency.id).put(agency).into())
    }
}
