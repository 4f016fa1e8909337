//! Registering a facilitator.

use super::Facilitator;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Registers a worker as facilitator, without training yet.
pub struct RegisterFacilitator;

/// Who is to facilitate.
pub struct Enrolment {
    /// The worker; none where there is no such worker.
    pub worker: Option<Entity<Worker>>,
    /// Whether the worker is registered already.
    pub registered: bool,
}

impl Command for RegisterFacilitator {
    type Target = Enrolment;
    const OPERATION: Operation = Operation::RegisterFacilitator;

    fn decide(&self, wanted: &Enrolment, at: &Moment) -> Result<Decision, Refusal> {
        let worker =
            wanted.worker.as_ref().ok_or_else(|| Refusal::at(Code::ReferenceUnknown, "#/worker_id"))?;
        ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
        ensure(!wanted.registered, Code::FacilitatorRegistered)?;
        let body = Facilitator { worker_id: worker.id, training: Vec::new(), active: true };
        let facilitator = Entity::new(at.id(0), body);
        Ok(Change::of(facilitator.id).put(facilitator).into())
    }
}
