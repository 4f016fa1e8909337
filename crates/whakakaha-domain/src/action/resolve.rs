//! Ending a commitment without its being done: released by agreement, or called off (F0-22). Needs no
//! consent: a case that has lost it can still be closed.

use super::{ActionFile, ActionStatus};
use crate::{
    command::{Change, Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// A commitment, and whether the parties are just being asked to agree to it.
pub struct PromisedAction {
    /// The commitment with its case.
    pub file: ActionFile,
    /// Whether a version that waits for answers has it.
    pub in_circulation: bool,
}

/// Ends a commitment.
pub struct ResolveAction {
    /// Released or cancelled.
    pub resolution: ActionStatus,
    /// Why.
    pub reason: String,
}

impl Command for ResolveAction {
    type Target = PromisedAction;
    const OPERATION: Operation = Operation::ResolveAction;

    fn decide(&self, promised: &PromisedAction, _: &Moment) -> Result<Decision, Refusal> {
        let file = &promised.file;
        ensure(file.case.is_open(), Code::CaseClosed)?;
        file.action.status.after(Operation::ResolveAction)?;
        if !matches!(self.resolution, ActionStatus::Released | ActionStatus::Cancelled) {
            return Err(Refusal::at(Code::ResolutionInvalid, "#/resolution"));
        }
        // Else a version comes into force that promises what nobody owes any more.
        ensure(!promised.in_circulation, Code::ActionInPlan)?;
        let action = file.action.amended(|it| {
            it.status = self.resolution;
            it.blocked = None;
            it.ended_because = Some(self.reason.clone());
        });
        Ok(Change::of(action.id).in_case(file.case.id).put(action).into())
    }
}
