//! What an owner reports (F0-03).

use chrono::NaiveDate;

use super::{Action, ActionStatus, ProgressUpdate};
use crate::{
    actor::Principal,
    calendar::Calendar,
    case::{Case, FamilyDecision},
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

impl ActionFile {
    /// The day of the next follow-up check (F0-28).
    #[must_use]
    pub fn check_due_on(&self) -> Option<NaiveDate> {
        self.action.check_due_on(Calendar::new(self.case.anniversary))
    }
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
        self.report(&file.case, &file.action, None, at).map(Into::into)
    }
}

impl ReportProgress {
    /// The action after the report, and the report itself.
    pub(super) fn report(
        &self,
        case: &Entity<Case>,
        action: &Entity<Action>,
        decision: Option<FamilyDecision>,
        at: &Moment,
    ) -> Result<Change, Refusal> {
        action.status.after(Operation::ReportProgress)?;
        if !self.is_for_an_owner_to_say() {
            return Err(Refusal::at(Code::ProgressStatusInvalid, "#/status"));
        }
        let done = self.status == ActionStatus::Done;
        let today = case.today(at.now);
        let action = action.amended(|it| {
            it.status = self.status;
            it.done_on = done.then(|| it.done_on.unwrap_or(today));
            it.blocked.clone_from(&self.blocked);
        });
        let update = Entity::new(at.id(0), self.update(&action, decision, at));
        Ok(Change::of(action.id).in_case(case.id).put(action).put(update))
    }

    const fn is_for_an_owner_to_say(&self) -> bool {
        matches!(
            self.status,
            ActionStatus::InProgress | ActionStatus::Done | ActionStatus::PartlyDone | ActionStatus::NotDone
        )
    }

    fn update(
        &self,
        action: &Entity<Action>,
        family_decision: Option<FamilyDecision>,
        at: &Moment,
    ) -> ProgressUpdate {
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
            case_id: action.case_id,
            action_id: action.id,
            at: at.now,
            worker_id: at.actor.principal.worker(),
            person_id,
            status: self.status,
            percent: self.percent,
            note: self.note.clone(),
            family_decision,
        }
    }
}
