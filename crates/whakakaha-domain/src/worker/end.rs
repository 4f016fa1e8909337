//! Ending a worker's employment.

use chrono::NaiveDate;

use super::Worker;
use crate::{
    assignment::Assignment,
    command::{Change, Command, Decision, Moment},
    coordinator::Coordinator,
    entity::Entity,
    operation::Operation,
    period::ensure_reached,
    refusal::{Code, Refusal, ensure},
};

/// Ends a worker's employment, and with it their registrations as coordinator and the roles that they
/// alone held: cases then lack a lead worker or a key contact. At once: from now on they can do nothing
/// here. What their agency takes part in and promised stays with the agency.
pub struct EndWorker {
    /// The last day of work.
    pub ended_on: NaiveDate,
}

/// A worker with what depends on the employment.
pub struct Employment {
    /// The worker.
    pub worker: Entity<Worker>,
    /// The registrations as coordinator that have not ended.
    pub registrations: Vec<Entity<Coordinator>>,
    /// The roles as lead worker, key contact or facilitator that have not ended.
    pub roles: Vec<Entity<Assignment>>,
}

impl Command for EndWorker {
    type Target = Employment;
    const OPERATION: Operation = Operation::EndWorker;

    fn decide(&self, employment: &Employment, at: &Moment) -> Result<Decision, Refusal> {
        ensure(employment.worker.ended_on.is_none(), Code::WorkerEnded)?;
        ensure_reached(self.ended_on, at.now, "#/ended_on")?;
        let worker = employment.worker.amended(|it| it.ended_on = Some(self.ended_on));
        let registrations = employment.registrations.iter().map(|registration| {
            registration.amended(|it| it.ended_on = Some(self.ended_on.max(it.started_on)))
        });
        let roles = employment
            .roles
            .iter()
            .map(|role| role.amended(|it| it.ended_on = Some(self.ended_on.max(it.started_on))));
        Ok(Change::of(worker.id).put(worker).put_all(registrations).put_all(roles).into())
    }
}
