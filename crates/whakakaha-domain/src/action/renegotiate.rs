//! Agreeing on another due date; the date before stays on record (F0-22).

use chrono::NaiveDate;

use super::{ActionFile, Renegotiation};
use crate::{
    command::{Change, Command, Decision, Moment},
    filed::ensure_open,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Sets another due date.
pub struct RenegotiateAction {
    /// The new date.
    pub due_on: NaiveDate,
    /// Why.
    pub reason: String,
}

impl Command for RenegotiateAction {
    type Target = ActionFile;
    const OPERATION: Operation = Operation::RenegotiateAction;

    fn decide(&self, file: &ActionFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_open(&file.case, file.consented)?;
        file.action.status.after(Operation::RenegotiateAction)?;
        if self.due_on == file.action.due_on {
            return Err(Refusal::at(Code::DueDateUnchanged, "#/due_on"));
        }
        if self.due_on <= file.case.today(at.now) {
            return Err(Refusal::at(Code::DateInPast, "#/due_on"));
        }
        let action = file.action.amended(|it| {
            it.renegotiations.push(Renegotiation {
                from: it.due_on,
                to: self.due_on,
                reason: self.reason.clone(),
                at: at.now,
            });
            it.due_on = self.due_on;
        });
        Ok(Change::of(action.id).in_case(file.case.id).put(action).into())
    }
}
