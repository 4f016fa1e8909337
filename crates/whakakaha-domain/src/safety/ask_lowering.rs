//! Asking for an alert to be lowered.

use super::{AlertFile, Lowering};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
    worker::Worker,
};

/// Asks a supervisor to confirm that an alert is lowered. It holds until they do.
pub struct AskLowering {
    /// Why.
    pub reason: String,
}

/// An alert, and who is asked to confirm that it is lowered.
pub struct Supervised {
    /// The alert.
    pub file: AlertFile,
    /// The worker named, where there is one.
    pub supervisor: Option<Entity<Worker>>,
    /// Whether they are registered as coordinator of the case's region at present.
    pub registered: bool,
}

impl Command for AskLowering {
    type Target = Supervised;
    const OPERATION: Operation = Operation::AskLowering;

    fn decide(&self, target: &Supervised, at: &Moment) -> Result<Decision, Refusal> {
        let AlertFile { case, alert, .. } = &target.file;
        let status = alert.status.after(Self::OPERATION)?;
        let asked_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let refuse = |code| Refusal::at(code, "#/supervisor_id");
        let supervisor = target.supervisor.as_ref().ok_or_else(|| refuse(Code::ReferenceUnknown))?;
        if supervisor.id == asked_by || supervisor.ended_on.is_some() || !target.registered {
            return Err(refuse(Code::SupervisorNotPossible));
        }
        let lowering = Lowering {
            asked_by,
            asked_at: at.now,
            reason: self.reason.clone(),
            supervisor_id: supervisor.id,
            answer: None,
        };
        let asked = alert.amended(|it| {
            it.status = status;
            it.lowerings.push(lowering);
        });
        Ok(Change::of(alert.id).in_case(case.case.id).put(asked).into())
    }
}
