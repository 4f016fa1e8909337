//! Submitting the final report: by the lead, or by the coordinator where the lead has gone (F0-32).

use super::{FinalReport, FinalReportState};
use crate::{
    case::{CaseFile, CaseStatus},
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    restriction::About,
};

/// Submits a final report.
pub struct SubmitFinalReport {
    /// What was reached, goal by goal.
    pub summary: String,
    /// What the family says about it.
    pub family_view: Option<String>,
    /// What the family still needs and where it gets it.
    pub transition: Option<String>,
    /// What it is about.
    pub about: About,
}

/// A case with its final reports.
pub struct CaseReports {
    /// The case with its members.
    pub case: CaseFile,
    /// Its final reports.
    pub reports: Vec<Entity<FinalReport>>,
}

impl Command for SubmitFinalReport {
    type Target = CaseReports;
    const OPERATION: Operation = Operation::SubmitFinalReport;

    fn decide(&self, target: &CaseReports, at: &Moment) -> Result<Decision, Refusal> {
        let case = &target.case.case;
        let status = case.state.status();
        if status != CaseStatus::Closing {
            return Err(Refusal::step(Code::CaseNotInState, status.allowed()));
        }
        let returned = |it: &Entity<FinalReport>| matches!(it.state, FinalReportState::Returned { .. });
        ensure(target.reports.iter().all(returned), Code::FinalReportPending)?;
        self.about.check(&target.case, at, "#/about")?;
        let submitted_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let report = FinalReport {
            case_id: case.id,
            submitted_by,
            submitted_at: at.now,
            summary: self.summary.clone(),
            family_view: self.family_view.clone(),
            transition: self.transition.clone(),
            about: self.about.clone(),
            state: FinalReportState::Submitted,
        };
        let report = Entity::new(at.id(0), report);
        Ok(Change::of(report.id).in_case(case.id).put(report).into())
    }
}
