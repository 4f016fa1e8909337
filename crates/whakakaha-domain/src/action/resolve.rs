//! Ending a commitment without its being done: released by agreement, or called off (F0-22). Needs no
//! consent: a case that has lost it can still be closed.

use super::{ActionFile, ActionStatus};
use crate::{
    command::{Change, Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Ends a commitment.
pub struct ResolveAction {
    /// Released or cancelled.
    pub resolution: ActionStatus,
    /// Why.
    pub reason: String,
}

impl Command for ResolveAction {
    type Target = ActionFile;
    const OPERATION: Operation = Operation::ResolveAction;

    fn decide(&self, file: &ActionFile, _: &Moment) -> Result<Decision, Refusal> {
        ensure(file.case.is_open(), Code::CaseClosed)?;
        file.action.status.after(Operation::ResolveAction)?;
        if !matches!(self.resolution, ActionStatus::Released | ActionStatus::Cancelled) {
            return Err(Refusal::at(Code::ResolutionInvalid, "#/resolution"));
        }
        let action = file.action.amended(|it| {
            it.status = self.resolution;
            it.blocked = None;
            it.ended_because = Some(self.reason.clone());
        });
        Ok(Change::of(action.id).in_case(file.case.id).put(action).into())
    }
}
