//! Registering a coordinator.

use super::{Coordinator, PublicContact};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    region::Region,
    worker::Worker,
};

/// Registers a worker as coordinator of a region, from today.
pub struct RegisterCoordinator {
    /// What the public is shown.
    pub contact: PublicContact,
}

/// Who is to coordinate what.
pub struct Registration {
    /// The worker; none where there is no such worker.
    pub worker: Option<Entity<Worker>>,
    /// The region; none where there is no such region.
    pub region: Option<Entity<Region>>,
    /// Whether the worker coordinates the region already.
    pub registered: bool,
}

impl Command for RegisterCoordinator {
    type Target = Registration;
    const OPERATION: Operation = Operation::RegisterCoordinator;

    fn decide(&self, wanted: &Registration, at: &Moment) -> Result<Decision, Refusal> {
        let unknown = |pointer: &str| Refusal::at(Code::ReferenceUnknown, pointer);
        let worker = wanted.worker.as_ref().ok_or_else(|| unknown("#/worker_id"))?;
        let region = wanted.region.as_ref().ok_or_else(|| unknown("#/region_id"))?;
        ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
        ensure(!wanted.registered, Code::CoordinatorRegistered)?;
        let body = Coordinator {
            worker_id: worker.id,
            region_id: region.id,
            contact: self.contact.clone(),
            started_on: region.zone.today(at.now),
            ended_on: None,
        };
        let coordinator = Entity::new(at.id(0), body);
        Ok(Change::of(coordinator.id).put(coordinator).into())
    }
}
