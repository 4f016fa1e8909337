//! Giving up a version that is not in force. What was answered to it stays with it.

use super::{PlanFile, PlanState};
use crate::{
    command::{Change, Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Gives up a draft, or a circulated version that is not agreed or was declined.
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
        let circulation = plan.version.state.circulation().cloned();
        let reason = Some(self.reason.clone());
        let version = plan.version.amended(|it| it.state = PlanState::Abandoned { reason, circulation });
        Ok(Change::of(version.id).in_case(plan.file.case.id).put(version).into())
    }
}
