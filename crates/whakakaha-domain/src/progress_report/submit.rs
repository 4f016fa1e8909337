//! Telling the coordinator how it goes.

use super::ProgressReport;
use crate::{
    case::{CaseFile, CaseState},
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
    restriction::About,
};

/// Submits a report of progress.
pub struct SubmitProgressReport {
    /// How it goes.
    pub summary: String,
    /// What changed.
    pub changes: Option<String>,
    /// What it is about.
    pub about: About,
}

impl Command for SubmitProgressReport {
    type Target = CaseFile;
    const OPERATION: Operation = Operation::SubmitProgressReport;

    fn decide(&self, file: &CaseFile, at: &Moment) -> Result<Decision, Refusal> {
        let case = &file.case;
        match case.state {
            CaseState::Active { .. } | CaseState::OnHold(_) | CaseState::Closing { .. } => {}
            CaseState::Closed(_) => return Err(Code::CaseClosed.into()),
            CaseState::AwaitingConsent | CaseState::Preparing => {
                return Err(Refusal::step(Code::CaseNotInState, case.state.status().allowed()));
            }
        }
        self.about.check(file, at, "#/about")?;
        let report = ProgressReport {
            case_id: case.id,
            submitted_by: at.actor.principal.worker().ok_or(Code::WorkerMissing)?,
            submitted_at: at.now,
            submitted_on: case.today(at.now),
            summary: self.summary.clone(),
            changes: self.changes.clone(),
            about: self.about.clone(),
        };
        let report = Entity::new(at.id(0), report);
        Ok(Change::of(report.id).in_case(case.id).put(report).into())
    }
}
