//! Sending the final report back, with what is missing.

use super::{FinalReport, FinalReportState};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Sends a final report back.
pub struct ReturnFinalReport {
    /// What is missing.
    pub reason: String,
}

impl Command for ReturnFinalReport {
    type Target = Entity<FinalReport>;
    const OPERATION: Operation = Operation::ReturnFinalReport;

    fn decide(&self, report: &Entity<FinalReport>, _: &Moment) -> Result<Decision, Refusal> {
        report.state.status().after(Operation::ReturnFinalReport)?;
        let reason = self.reason.clone();
        let returned = report.amended(|it| it.state = FinalReportState::Returned { reason });
        Ok(Change::of(report.id).in_case(report.case_id).put(returned).into())
    }
}
