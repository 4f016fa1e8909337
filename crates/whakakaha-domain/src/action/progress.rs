//! What an owner reports (F0-03).

use super::{Action, ActionStatus, ProgressUpdate};
use crate::{
    actor::Principal,
    case::Case,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    filed::ensure_open,
    machine::Machine,
    operation::Operation,
    refusal::{Code, Refusal},
};

/// A commitment with its case.
pub struct ActionFile {
    /// The case.
    pub case: Entity<Case>,
    /// Whether the family consents to take part now.
    pub consented: bool,
    /// The commitment.
    pub action: Entity<Action>,
}

/// The owner says how far it is.
pub struct ReportProgress {
    /// In progress, done, partly done or not done.
    pub status: ActionStatus,
    /// How much is done, in per cent.
    pub percent: Option<u8>,
    /// In words.
    pub note: Option<String>,
    /// What stands in the way; none: nothing does.
    pub blocked: Option<String>,
}

impl Command for ReportProgress {
    type Target = ActionFile;
    const OPERATION: Operation = Operation::ReportProgress;

    fn decide(&self, file: &ActionFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_open(&file.case, file.consented)?;
        file.action.status.after(Operation::ReportProgress)?;
        if !self.is_for_an_owner_to_say() {
            return Err(Refusal::at(Code::ProgressStatusInvalid, "#/status"));
        }
        let done = self.status == ActionStatus::Done;
        let today = file.case.today(at.now);
        let action = file.action.amended(|it| {
            it.status = self.status;
            it.done_on = done.then(|| it.done_on.unwrap_or(today));
            it.blocked.clone_from(&self.blocked);
        });
        let update = Entity::new(at.id(0), self.update(file, at));
        Ok(Change::of(action.id).in_case(file.case.id).put(action).put(update).into())
    }
}

impl ReportProgress {
    const fn is_for_an_owner_to_say(&self) -> bool {
        matches!(
            self.status,
            ActionStatus::InProgress | ActionStatus::Done | ActionStatus::PartlyDone | ActionStatus::NotDone
        )
    }

    fn update(&self, file: &ActionFile, at: &Moment) -> ProgressUpdate {
        let person_id = match at.actor.principal {
            Principal::Family(person) => Some(person),
            Principal::Worker { .. }
            | Principal::System(_)
            | Principal::Reporter
            | Principal::Administrator
            | Principal::Public
            | Principal::Service => None,
        };
        ProgressUpdate {
            case_id: file.case.id,
            action_id: file.action.id,
            at: at.now,
            worker_id: at.actor.principal.worker(),
            person_id,
            status: self.status,
            percent: self.percent,
            note: self.note.clone(),
        }
    }
}
