//! What the lead worker or the key contact finds: beside what the owner says, never instead (F0-28).

use super::{ActionFile, Finding, FollowUpCheck};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    filed::ensure_open,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Records a follow-up check.
pub struct CheckAction {
    /// What was found.
    pub finding: Finding,
    /// In words.
    pub note: Option<String>,
}

impl Command for CheckAction {
    type Target = ActionFile;
    const OPERATION: Operation = Operation::CheckAction;

    fn decide(&self, file: &ActionFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_open(&file.case, file.consented)?;
        file.action.status.after(Operation::CheckAction)?;
        let worker_id = at.actor.principal.worker().ok_or(Code::WorkerMissing)?;
        let action = file.action.amended(|it| {
            it.last_finding = Some(self.finding);
            it.last_checked_on = Some(file.case.today(at.now));
        });
        let check = FollowUpCheck {
            case_id: file.case.id,
            action_id: action.id,
            at: at.now,
            worker_id,
            finding: self.finding,
            note: self.note.clone(),
        };
        let check = Entity::new(at.id(0), check);
        Ok(Change::of(action.id).in_case(file.case.id).put(action).put(check).into())
    }
}
