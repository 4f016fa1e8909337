//! Taking a break-glass grant back.

use super::{BreakGlassGrant, BreakGlassRevocation};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Ends a grant before its time is over.
pub struct RevokeBreakGlass;

impl Command for RevokeBreakGlass {
    type Target = Entity<BreakGlassGrant>;
    const OPERATION: Operation = Operation::RevokeBreakGlass;

    fn decide(&self, grant: &Entity<BreakGlassGrant>, at: &Moment) -> Result<Decision, Refusal> {
        grant.status(at.now).after(Self::OPERATION)?;
        let by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let revoked = grant.amended(|it| it.revocation = Some(BreakGlassRevocation { by, at: at.now }));
        Ok(Change::of(grant.id).in_case(grant.case_id).put(revoked).into())
    }
}
