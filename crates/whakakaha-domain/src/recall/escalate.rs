//! Escalating: the service itself notices that an agency has not answered in time.

use super::{Recall, RecallStatus};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::Refusal,
};

/// Tells the coordinator and the privacy officer that an agency has not answered.
pub struct EscalateRecall;

impl Command for EscalateRecall {
    type Target = Entity<Recall>;
    const OPERATION: Operation = Operation::EscalateRecall;

    fn decide(&self, recall: &Entity<Recall>, at: &Moment) -> Result<Decision, Refusal> {
        if recall.status != RecallStatus::Open || at.now < recall.due_at {
            return Ok(Decision::Unchanged);
        }
        let status = recall.status.after(Self::OPERATION)?;
        let late = recall.amended(|it| it.status = status);
        Ok(Change::of(recall.id).in_case(recall.case_id).put(late).into())
    }
}
