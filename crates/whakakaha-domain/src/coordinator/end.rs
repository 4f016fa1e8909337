//! Ending a registration as coordinator.

use chrono::NaiveDate;

use super::Coordinator;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    period::ensure_ended,
    refusal::{Code, Refusal, ensure},
};

/// Ends a registration, at once.
pub struct EndCoordinator {
    /// The last day.
    pub ended_on: NaiveDate,
}

impl Command for EndCoordinator {
    type Target = Entity<Coordinator>;
    const OPERATION: Operation = Operation::EndCoordinator;

    fn decide(&self, coordinator: &Entity<Coordinator>, at: &Moment) -> Result<Decision, Refusal> {
        ensure(coordinator.ended_on.is_none(), Code::CoordinatorEnded)?;
        ensure_ended(Some(coordinator.started_on), self.ended_on, at.now)?;
        let ended = coordinator.amended(|it| it.ended_on = Some(self.ended_on));
        Ok(Change::of(ended.id).put(ended).into())
    }
}
