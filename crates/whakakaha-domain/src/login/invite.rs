//! Inviting a worker to link the login of their organisation.

use super::{CodeHolder, LoginCode, Spoken};
use crate::{
    actor::{Scope, Scopes},
    client::ensure_handed_on,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Makes a code with which a worker links the login of their organisation, once, within three days.
pub struct InviteWorker {
    /// The code.
    pub spoken: Spoken,
    /// What the login is to allow at the most.
    pub scopes: Scopes,
}

impl Command for InviteWorker {
    type Target = Entity<Worker>;
    const OPERATION: Operation = Operation::InviteWorker;

    fn decide(&self, worker: &Entity<Worker>, at: &Moment) -> Result<Decision, Refusal> {
        ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
        ensure_handed_on(self.scopes, at)?;
        let for_programs = [Scope::IntegrationRead, Scope::IntegrationWrite, Scope::FamilySelf];
        if for_programs.iter().any(|scope| self.scopes.has(*scope)) {
            return Err(Refusal::at(Code::ScopeNotGrantable, "#/scopes"));
        }
        let holder = CodeHolder::Worker(worker.id, self.scopes);
        let code = Entity::new(at.id(0), LoginCode::new(holder, self.spoken.clone(), at.now));
        Ok(Change::of(code.id).put(code).into())
    }
}
