//! Changing what is said of a worker.

use super::{Worker, WorkerDetails};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Replaces what is said of a worker. The agency stays: whoever changes agency is another worker.
pub struct ChangeWorker(pub WorkerDetails);

impl Command for ChangeWorker {
    type Target = Entity<Worker>;
    const OPERATION: Operation = Operation::ChangeWorker;

    fn decide(&self, worker: &Entity<Worker>, _: &Moment) -> Result<Decision, Refusal> {
        ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
        let WorkerDetails { name, profession, email, phone } = self.0.clone();
        let (agency_id, ended_on) = (worker.agency_id, worker.ended_on);
        let worker =
            worker.amended(|it| *it = Worker { agency_id, name, profession, email, phone, ended_on });
        Ok(Change::of(worker.id).put(worker).into())
    }
}
