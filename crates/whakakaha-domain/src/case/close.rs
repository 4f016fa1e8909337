//! Closing a case, with an accepted final report or a reason why there is none (F0-32, F2-15).

use super::{CaseEnding, CaseState, CloseReason, Closure, Independence, Outcome};
use crate::{
    command::{Command, Decision, Moment},
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Closes a case for the reason for which its closing began.
pub struct CloseCase {
    /// What became of the goals.
    pub outcome: Outcome,
    /// Whether the family can reach services unaided.
    pub independence: Independence,
    /// In words; mandatory where there is no final report.
    pub note: Option<String>,
}

impl Command for CloseCase {
    type Target = CaseEnding;
    const OPERATION: Operation = Operation::CloseCase;

    fn decide(&self, ending: &CaseEnding, at: &Moment) -> Result<Decision, Refusal> {
        let case = &ending.file.case;
        case.state.status().after(Operation::CloseCase)?;
        let CaseState::Closing { reason, note: begun, .. } = &case.state else {
            return Err(Refusal::step(Code::CaseNotInState, case.state.status().allowed()));
        };
        let note = self.note.clone().or_else(|| begun.clone());
        ensure_reported(ending, *reason, note.is_some())?;
        let closure = Closure {
            reason: *reason,
            on: ending.today(at),
            outcome: self.outcome,
            independence: self.independence,
            note,
            decision: None,
        };
        Ok(ending.close(closure).into())
    }
}

fn ensure_reported(ending: &CaseEnding, reason: CloseReason, noted: bool) -> Result<(), Refusal> {
    if reason.needs_final_report() {
        return ensure(ending.report_accepted, Code::FinalReportMissing);
    }
    if ending.report_accepted || noted {
        return Ok(());
    }
    Err(Refusal::at(Code::FinalReportWaiverMissing, "#/note"))
}
