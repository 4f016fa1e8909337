//! Actions: commitments of agencies and family, followed up alike (F0-04).

mod account;
mod check;
mod for_family;
mod progress;
mod renegotiate;
mod resolve;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    agency::Agency,
    calendar::Calendar,
    case::{Case, FamilyDecision},
    code::code_list,
    ids::Id,
    intake::Domain,
    machine::machine,
    person::Person,
    plan::{Goal, PlanVersion},
    schedule::ServiceLevels,
    worker::Worker,
};

pub use account::{Account, Debtor, accounts};
pub use check::CheckAction;
pub use for_family::{FamilyActionFile, RecordFamilyProgress};
pub use progress::{ActionFile, ReportProgress};
pub use renegotiate::RenegotiateAction;
pub use resolve::{PromisedAction, ResolveAction};

/// Who owns a commitment: exactly one of these (F0-04).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Owner {
    /// An agency, which may name the worker who acts. If the worker leaves, the agency still owes it.
    Agency {
        /// The agency.
        agency_id: Id<Agency>,
        /// The worker named.
        worker_id: Option<Id<Worker>>,
    },
    /// A member of the family.
    FamilyMember {
        /// The person.
        person_id: Id<Person>,
    },
    /// The family together.
    Family,
}

code_list! {
    /// Who can own a commitment.
    OwnerKind {
        /// An agency.
        Agency = "agency",
        /// A member of the family.
        FamilyMember = "family_member",
        /// The family together.
        Family = "family",
    }
}

code_list! {
    /// Who can help the family with its commitment.
    SupporterKind {
        /// A worker.
        Worker = "worker",
        /// Somebody of the family.
        FamilyMember = "family_member",
    }
}

/// Who helps the family with its commitment (F0-29).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Supporter {
    /// A worker.
    Worker {
        /// The person.
        worker_id: Id<Worker>,
    },
    /// Somebody of the family.
    FamilyMember {
        /// The person.
        person_id: Id<Person>,
    },
}

/// A commitment in force.
#[derive(Clone, Serialize, Deserialize)]
pub struct Action {
    /// The case.
    pub case_id: Id<Case>,
    /// The version of the plan by which it came into force or was last changed.
    pub plan_version_id: Id<PlanVersion>,
    /// The goal that it serves.
    pub goal_id: Id<Goal>,
    /// The domain of that goal.
    pub domain: Domain,
    /// What will be done.
    pub what: String,
    /// Who does it.
    pub owner: Owner,
    /// Who helps.
    pub supported_by: Option<Supporter>,
    /// By when.
    pub due_on: NaiveDate,
    /// By when it was first promised (F0-22).
    pub original_due_on: NaiveDate,
    /// Every change of the due date.
    pub renegotiations: Vec<Renegotiation>,
    /// What the owner says.
    pub status: ActionStatus,
    /// The day on which the owner said that it is done, while that is what the owner says.
    pub done_on: Option<NaiveDate>,
    /// What stands in the way, while something does.
    pub blocked: Option<String>,
    /// The last finding of a follow-up check, which never changes what the owner says (F0-28).
    pub last_finding: Option<Finding>,
    /// The day of that check.
    pub last_checked_on: Option<NaiveDate>,
    /// Why it ended without being done.
    pub ended_because: Option<String>,
}

/// A change of a due date, which keeps the date before (F0-22).
#[derive(Clone, Serialize, Deserialize)]
pub struct Renegotiation {
    /// The date before.
    pub from: NaiveDate,
    /// The date after.
    pub to: NaiveDate,
    /// Why.
    pub reason: String,
    /// When it was agreed.
    pub at: DateTime<Utc>,
}

code_list! {
    /// What the owner of an action says about it, or how it ended.
    ActionStatus {
        /// Agreed, not begun.
        Agreed = "agreed",
        /// Begun.
        InProgress = "in_progress",
        /// Done, by the owner's word.
        Done = "done",
        /// Done in part.
        PartlyDone = "partly_done",
        /// Not done.
        NotDone = "not_done",
        /// Called off with a reason.
        Cancelled = "cancelled",
        /// The owner was released from it, by agreement.
        Released = "released",
        /// Dropped by a later version of the plan.
        Superseded = "superseded",
    }
}

machine! {
    ActionStatus, ActionNotInState;
    Agreed, ReportProgress => InProgress [ProgressStatusInvalid];
    Agreed, ReportProgress => Done [ProgressStatusInvalid];
    Agreed, ReportProgress => PartlyDone [ProgressStatusInvalid];
    Agreed, ReportProgress => NotDone [ProgressStatusInvalid];
    Agreed, RecordFamilyProgress => InProgress [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    Agreed, RecordFamilyProgress => Done [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    Agreed, RecordFamilyProgress => PartlyDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    Agreed, RecordFamilyProgress => NotDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    InProgress, ReportProgress => InProgress [ProgressStatusInvalid];
    InProgress, ReportProgress => Done [ProgressStatusInvalid];
    InProgress, ReportProgress => PartlyDone [ProgressStatusInvalid];
    InProgress, ReportProgress => NotDone [ProgressStatusInvalid];
    InProgress, RecordFamilyProgress => InProgress [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    InProgress, RecordFamilyProgress => Done [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    InProgress, RecordFamilyProgress => PartlyDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    InProgress, RecordFamilyProgress => NotDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    PartlyDone, ReportProgress => InProgress [ProgressStatusInvalid];
    PartlyDone, ReportProgress => Done [ProgressStatusInvalid];
    PartlyDone, ReportProgress => PartlyDone [ProgressStatusInvalid];
    PartlyDone, ReportProgress => NotDone [ProgressStatusInvalid];
    PartlyDone, RecordFamilyProgress => InProgress [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    PartlyDone, RecordFamilyProgress => Done [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    PartlyDone, RecordFamilyProgress => PartlyDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    PartlyDone, RecordFamilyProgress => NotDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    NotDone, ReportProgress => InProgress [ProgressStatusInvalid];
    NotDone, ReportProgress => Done [ProgressStatusInvalid];
    NotDone, ReportProgress => PartlyDone [ProgressStatusInvalid];
    NotDone, ReportProgress => NotDone [ProgressStatusInvalid];
    NotDone, RecordFamilyProgress => InProgress [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    NotDone, RecordFamilyProgress => Done [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    NotDone, RecordFamilyProgress => PartlyDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    NotDone, RecordFamilyProgress => NotDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    Done, ReportProgress => InProgress [ProgressStatusInvalid];
    Done, ReportProgress => Done [ProgressStatusInvalid];
    Done, ReportProgress => PartlyDone [ProgressStatusInvalid];
    Done, ReportProgress => NotDone [ProgressStatusInvalid];
    Done, RecordFamilyProgress => InProgress [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    Done, RecordFamilyProgress => Done [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    Done, RecordFamilyProgress => PartlyDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    Done, RecordFamilyProgress => NotDone [NotTheFamilys, ProgressStatusInvalid, FamilyDecisionMissing, NotSaidByOwner];
    Agreed, RenegotiateAction => Agreed;
    InProgress, RenegotiateAction => InProgress;
    PartlyDone, RenegotiateAction => PartlyDone;
    NotDone, RenegotiateAction => NotDone;
    Agreed, ResolveAction => Released [ResolutionInvalid, ActionInPlan];
    Agreed, ResolveAction => Cancelled [ResolutionInvalid, ActionInPlan];
    InProgress, ResolveAction => Released [ResolutionInvalid, ActionInPlan];
    InProgress, ResolveAction => Cancelled [ResolutionInvalid, ActionInPlan];
    PartlyDone, ResolveAction => Released [ResolutionInvalid, ActionInPlan];
    PartlyDone, ResolveAction => Cancelled [ResolutionInvalid, ActionInPlan];
    NotDone, ResolveAction => Released [ResolutionInvalid, ActionInPlan];
    NotDone, ResolveAction => Cancelled [ResolutionInvalid, ActionInPlan];
    Agreed, CheckAction => Agreed;
    InProgress, CheckAction => InProgress;
    Done, CheckAction => Done;
    PartlyDone, CheckAction => PartlyDone;
    NotDone, CheckAction => NotDone;
}

impl ActionStatus {
    /// Whether nothing is settled yet: neither done nor ended.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Agreed | Self::InProgress | Self::PartlyDone | Self::NotDone)
    }

    /// Whether nobody owes it any more although it was not done.
    #[must_use]
    pub const fn is_given_up(self) -> bool {
        matches!(self, Self::Cancelled | Self::Released | Self::Superseded)
    }
}

/// What an owner reports (F0-03). Never changed afterwards.
#[derive(Clone, Serialize, Deserialize)]
pub struct ProgressUpdate {
    /// The case.
    pub case_id: Id<Case>,
    /// The action.
    pub action_id: Id<Action>,
    /// When.
    pub at: DateTime<Utc>,
    /// Whose report it is: a worker's …
    pub worker_id: Option<Id<Worker>>,
    /// … or a family member's.
    pub person_id: Option<Id<Person>>,
    /// What the owner says.
    pub status: ActionStatus,
    /// How much is done, in per cent.
    pub percent: Option<u8>,
    /// In words.
    pub note: Option<String>,
    /// Who of the family said so, where the worker wrote it down for the family.
    pub family_decision: Option<FamilyDecision>,
}

code_list! {
    /// What a follow-up check finds (F0-28).
    Finding {
        /// Going well.
        OnTrack = "on_track",
        /// Slipping.
        Slipping = "slipping",
        /// Not begun.
        NotStarted = "not_started",
        /// Done, and seen to be.
        Done = "done",
        /// Something stands in the way.
        Blocked = "blocked",
    }
}

/// What the lead or the key contact found (F0-28). Never changed afterwards.
#[derive(Clone, Serialize, Deserialize)]
pub struct FollowUpCheck {
    /// The case.
    pub case_id: Id<Case>,
    /// The action.
    pub action_id: Id<Action>,
    /// When.
    pub at: DateTime<Utc>,
    /// Who looked.
    pub worker_id: Id<Worker>,
    /// What was found.
    pub finding: Finding,
    /// In words.
    pub note: Option<String>,
}

impl Action {
    /// Whether it is past its due date and not settled: the same for agencies and family (F0-04).
    #[must_use]
    pub fn is_overdue_on(&self, day: NaiveDate) -> bool {
        self.status.is_open() && self.due_on < day
    }

    /// The day on which somebody is to look whether it is being done (F0-28): two working days after its due
    /// date, and again two working days after each look from then on, while it is not settled.
    #[must_use]
    pub fn check_due_on(&self, calendar: Calendar) -> Option<NaiveDate> {
        let from = self.last_checked_on.map_or(self.due_on, |last| last.max(self.due_on));
        self.status.is_open().then(|| ServiceLevels::default().follow_up_due(from, calendar))
    }
}
