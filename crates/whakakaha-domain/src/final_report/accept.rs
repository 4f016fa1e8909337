//! Accepting the final report: the case can close.

use super::{FinalReport, FinalReportState};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Accepts a final report.
pub struct AcceptFinalReport;

impl Command for AcceptFinalReport {
    type Target = Entity<FinalReport>;
    const OPERATION: Operation = Operation::AcceptFinalReport;

    fn decide(&self, report: &Entity<FinalReport>, at: &Moment) -> Result<Decision, Refusal> {
        report.state.status().after(Operation::AcceptFinalReport)?;
        let by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let accepted = report.amended(|it| it.state = FinalReportState::Accepted { by, at: at.now });
        Ok(Change::of(report.id).in_case(report.case_id).put(accepted).into())
    }
}
