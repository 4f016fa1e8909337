//! Deciding to share an item.

use super::{DisclosureApproval, DisclosureFile};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Decides that an item is to be shared: for the agency that has it. What the law demands is decided by somebody else than
/// its author, who may be the coordinator.
pub struct ApproveDisclosure;

impl Command for ApproveDisclosure {
    type Target = DisclosureFile;
    const OPERATION: Operation = Operation::ApproveDisclosure;

    fn decide(&self, file: &DisclosureFile, at: &Moment) -> Result<Decision, Refusal> {
        let status = file.step(Self::OPERATION, at)?;
        if file.item.ground.is_statutory() {
            file.ensure_own_or_coordinated(at)?;
        } else {
            file.ensure_own(at)?;
        }
        let approved_by = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let other = approved_by != file.item.author_id;
        ensure(other || !file.item.ground.is_statutory(), Code::ApproverIsAuthor)?;
        let item = file.item.amended(|it| {
            it.approval = Some(DisclosureApproval { approved_by, approved_at: at.now });
            it.family_from = Some(it.told_from(at.now));
            it.status = status;
        });
        Ok(Change::of(item.id).in_case(item.case_id).put(item).into())
    }
}
