//! Beginning to close: commitments are settled, the final report is due.

use super::{CaseEnding, CaseState, CloseReason};
use crate::{
    command::{Change, Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Begins to close a case.
pub struct StartClosing {
    /// The reason for which it will close.
    pub reason: CloseReason,
    /// In words; mandatory for `other`.
    pub note: Option<String>,
}

impl Command for StartClosing {
    type Target = CaseEnding;
    const OPERATION: Operation = Operation::StartClosing;

    fn decide(&self, ending: &CaseEnding, at: &Moment) -> Result<Decision, Refusal> {
        let case = &ending.file.case;
        case.state.status().after(Operation::StartClosing)?;
        if matches!(self.reason, CloseReason::FamilyWithdrew | CloseReason::NoConsent) {
            return Err(Refusal::at(Code::CloseReasonReserved, "#/reason"));
        }
        if self.reason == CloseReason::Other && self.note.is_none() {
            return Err(Refusal::at(Code::CloseReasonMissing, "#/note"));
        }
        ensure(ending.actions.is_empty(), Code::ActionsOpen)?;
        let state =
            CaseState::Closing { reason: self.reason, note: self.note.clone(), since: ending.today(at) };
        let closing = case.amended(|it| it.state = state);
        Ok(Change::of(case.id).in_case(case.id).put(closing).into())
    }
}
