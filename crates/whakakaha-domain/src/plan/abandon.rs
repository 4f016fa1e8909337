//! Giving up a version that is not in force. What was answered to it stays with it.

use super::{PlanFile, PlanState, PlanVersion};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Gives up a draft, or a circulated version that is not agreed or was declined. Needs no consent: what waits
/// for answers must go before its actions can end, also in a case that has lost consent and is to be closed.
pub struct AbandonPlan {
    /// Why.
    pub reason: String,
}

impl Command for AbandonPlan {
    type Target = PlanFile;
    const OPERATION: Operation = Operation::AbandonPlan;

    fn decide(&self, plan: &PlanFile, _: &Moment) -> Result<Decision, Refusal> {
        ensure(plan.file.case.is_open(), Code::CaseClosed)?;
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
