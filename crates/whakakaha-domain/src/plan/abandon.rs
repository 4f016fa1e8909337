//! Giving up a version that is not in force. What was answered to it stays with it.

use super::{PlanFile, PlanState, PlanVersion};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    filed::ensure_open,
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Gives up a draft, or a circulated version that is not agreed or was declined.
pub struct AbandonPlan {
    /// Why.
    pub reason: String,
}

impl Command for AbandonPlan {
    type Target = PlanFile;
    const OPERATION: Operation = Operation::AbandonPlan;

    fn decide(&self, plan: &PlanFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_open(&plan.file.case, plan.file.consents_on(plan.file.case.today(at.now)))?;
        plan.version.state.status().after(Operation::AbandonPlan)?;
        let version = given_up(&plan.version, &self.reason);
        Ok(Change::of(version.id).in_case(plan.file.case.id).put(version).into())
    }
}

/// The version, given up.
pub(crate) fn given_up(version: &Entity<PlanVersion>, reason: &str) -> Entity<PlanVersion> {
    let circulation = version.state.circulation().cloned();
    version.amended(|it| it.state = PlanState::Abandoned { reason: Some(reason.to_owned()), circulation })
}
