//! Recording a course that a facilitator completed (F0-20).

use super::{Facilitator, Training};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    period::ensure_reached,
    refusal::{Code, Refusal},
};

/// Adds a course to a facilitator's training.
pub struct RecordTraining(pub Training);

impl Command for RecordTraining {
    type Target = Entity<Facilitator>;
    const OPERATION: Operation = Operation::RecordTraining;

    fn decide(&self, facilitator: &Entity<Facilitator>, at: &Moment) -> Result<Decision, Refusal> {
        let course = &self.0;
        ensure_reached(course.completed_on, at.now, "#/completed_on")?;
        if course.expires_on.is_some_and(|last| last < course.completed_on) {
            return Err(Refusal::at(Code::EndBeforeStart, "#/expires_on"));
        }
        let trained = facilitator.amended(|it| {
            it.training.push(course.clone());
            it.training.sort_by_key(|course| course.completed_on);
        });
        Ok(Change::of(trained.id).put(trained).into())
    }
}
