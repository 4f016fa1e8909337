//! Adding a worker to an agency.

use super::{Worker, WorkerDetails};
use crate::{
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// Adds a worker to the agency.
pub struct CreateWorker(pub WorkerDetails);

impl Command for CreateWorker {
    type Target = Entity<Agency>;
    const OPERATION: Operation = Operation::CreateWorker;

    fn decide(&self, agency: &Entity<Agency>, at: &Moment) -> Result<Decision, Refusal> {
        let WorkerDetails { name, profession, email, phone } = self.0.clone();
        let body = Worker { agency_id: agency.id, name, profession, email, phone, ended_on: None };
        let worker = Entity::new(at.id(0), body);
        Ok(Change::of(worker.id).put(worker).into())
    }
}
