//! Plans: versions that are frozen when they are circulated, and agreed by each party (F0-02, F0-27, F0-30).

mod abandon;
mod circulate;
mod content;
mod diff;
mod draft;
mod file;
mod in_force;
mod kept;
mod party;
mod readiness;
mod respond;
mod revise;
#[cfg(test)]
pub(crate) mod sample;
mod sheet;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    action::{Action, Owner, Supporter},
    agency::Agency,
    case::Case,
    code::{CodeList, code_list},
    ids::Id,
    intake::Domain,
    machine::machine,
    meeting::Meeting,
    need::Need,
    person::Person,
    profile::ProfileEntry,
    restriction::{AudienceKind, Name, SYSTEM},
    worker::Worker,
};

pub use abandon::AbandonPlan;
pub(crate) use abandon::given_up;
pub use circulate::CirculatePlan;
pub use diff::{Changed, Difference, PlanDiff};
pub use draft::{DraftPlan, PlanShelf};
pub use file::{Employed, PlanFile};
pub use party::{Answer, Party, PartyResponse, ResponseState, Verdict};
pub use respond::RespondToPlan;
pub use revise::{PlanWish, RevisePlan, WishedAction, WishedGoal};
pub use sheet::{PartySheet, PlanSheet};

/// One version of a case's plan. Only a draft can be edited.
#[derive(Clone, Serialize, Deserialize)]
pub struct PlanVersion {
    /// The case.
    pub case_id: Id<Case>,
    /// 1 for the first version of a case, then 2, 3 …
    pub number: u32,
    /// The meeting that it comes from.
    pub meeting_id: Option<Id<Meeting>>,
    /// Why there is a new version (F0-30).
    pub change_reason: Option<String>,
    /// What it says.
    pub content: PlanContent,
    /// Where it stands.
    pub state: PlanState,
}

/// What a plan says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanContent {
    /// The family's own statement (F0-11); none: it chose to make none.
    pub family_statement: Option<String>,
    /// What is to change.
    pub goals: Vec<Goal>,
    /// Who commits to what.
    pub actions: Vec<PlannedAction>,
    /// Needs that no action covers, and why (F2-02).
    pub uncovered: Vec<UncoveredNeed>,
    /// Parties that take part and contribute no action, and why (F0-50).
    pub no_contribution: Vec<NoContribution>,
    /// The next review.
    pub review_on: Option<NaiveDate>,
    /// Only in what somebody was sent: who promised something that is private, once per action.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub masked: Vec<Party>,
}

/// A desired change, tied to what the family said matters (F1-20).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// Stays the same from version to version.
    pub id: Id<Goal>,
    /// What is to change.
    pub title: String,
    /// The domain that it belongs to.
    pub domain: Domain,
    /// Priorities of the family that it serves.
    pub priorities: Vec<Id<ProfileEntry>>,
    /// Needs that it serves.
    pub needs: Vec<Id<Need>>,
}

/// A commitment as written in a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedAction {
    /// Stays the same from version to version, and names the commitment in follow-up.
    pub id: Id<Action>,
    /// The goal that it serves.
    pub goal_id: Id<Goal>,
    /// What will be done.
    pub what: String,
    /// Who does it.
    pub owner: Owner,
    /// Who helps, when a family member or the family is the owner (F0-29).
    pub supported_by: Option<Supporter>,
    /// By when.
    pub due_on: NaiveDate,
}

code_list! {
    /// Why a need is not covered by an action (F2-02).
    UncoveredReason {
        /// No suitable service exists or is available.
        Gap = "gap",
        /// The family wants to wait.
        FamilyDeferred = "family_deferred",
    }
}

/// A need that no action covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UncoveredNeed {
    /// The need.
    pub need_id: Id<Need>,
    /// Why.
    pub reason: UncoveredReason,
    /// In words.
    pub note: Option<String>,
}

/// A party that contributes no action: said openly, with the reason (F0-50).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoContribution {
    /// Who.
    pub party: Party,
    /// Why.
    pub reason: String,
}

code_list! {
    /// Where a version of a plan stands.
    PlanStatus {
        /// Being written.
        Draft = "draft",
        /// Frozen and sent to the parties, who have not all agreed yet.
        Circulated = "circulated",
        /// A party did not agree: a new version is the way on.
        Declined = "declined",
        /// Agreed by all and in force.
        Current = "current",
        /// Replaced by a later version: when that was sent, where this one waited for answers; when that was
        /// agreed, where this one was in force.
        Superseded = "superseded",
        /// Given up.
        Abandoned = "abandoned",
    }
}

machine! {
    PlanStatus, PlanNotInState;
    Draft, RevisePlan => Draft;
    Draft, CirculatePlan => Circulated [LeadAgencyMissing, KeyContactMissing, ReviewDateMissing, ReviewDateOutOfBounds, GoalMissing, ActionMissing, GoalNotLinked, GoalWithoutAction, NeedNotCovered, SupporterMissing, OwnerNotParticipating, RestrictedOwner, ActionGivenUp, DueDatePassed, ContributionUnclear];
    Draft, AbandonPlan => Abandoned;
    Circulated, RespondToPlan => Circulated [VerdictInvalid, NotAParty, PlanHashMismatch, AnsweredAlready, FamilyDecisionMissing];
    Circulated, RespondToPlan => Declined [VerdictInvalid, NotAParty, PlanHashMismatch, AnsweredAlready, FamilyDecisionMissing];
    Circulated, RespondToPlan => Current [VerdictInvalid, NotAParty, PlanHashMismatch, AnsweredAlready, FamilyDecisionMissing];
    Circulated, AbandonPlan => Abandoned;
    Declined, AbandonPlan => Abandoned;
    @follows
    Circulated, CirculatePlan => Superseded;
    Current, RespondToPlan => Superseded;
    Draft, CloseCase => Abandoned;
    Draft, WithdrawFamily => Abandoned;
    Circulated, CloseCase => Abandoned;
    Circulated, WithdrawFamily => Abandoned;
}

/// Where a version stands, with what belongs to that state.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum PlanState {
    /// Being written.
    Draft,
    /// Frozen and sent to the parties.
    Circulated(Circulation),
    /// A party did not agree.
    Declined(Circulation),
    /// Agreed by all and in force.
    Current {
        /// How it was circulated and agreed.
        circulation: Circulation,
        /// Since when it is in force.
        effective_on: NaiveDate,
    },
    /// Replaced by a later version.
    Superseded {
        /// How it was circulated.
        circulation: Circulation,
        /// The later version.
        by: Id<PlanVersion>,
    },
    /// Given up.
    Abandoned {
        /// Why; none: not for the one who looks.
        reason: Option<String>,
        /// How it was circulated, if it was.
        circulation: Option<Circulation>,
    },
}

impl PlanState {
    /// The state without its content.
    #[must_use]
    pub const fn status(&self) -> PlanStatus {
        match self {
            Self::Draft => PlanStatus::Draft,
            Self::Circulated(_) => PlanStatus::Circulated,
            Self::Declined(_) => PlanStatus::Declined,
            Self::Current { .. } => PlanStatus::Current,
            Self::Superseded { .. } => PlanStatus::Superseded,
            Self::Abandoned { .. } => PlanStatus::Abandoned,
        }
    }

    /// How it was circulated, if it was.
    #[must_use]
    pub const fn circulation(&self) -> Option<&Circulation> {
        match self {
            Self::Circulated(circulation)
            | Self::Declined(circulation)
            | Self::Current { circulation, .. }
            | Self::Superseded { circulation, .. } => Some(circulation),
            Self::Abandoned { circulation, .. } => circulation.as_ref(),
            Self::Draft => None,
        }
    }

    /// The same, to be added to.
    pub const fn circulation_mut(&mut self) -> Option<&mut Circulation> {
        match self {
            Self::Circulated(circulation)
            | Self::Declined(circulation)
            | Self::Current { circulation, .. }
            | Self::Superseded { circulation, .. } => Some(circulation),
            Self::Abandoned { circulation, .. } => circulation.as_mut(),
            Self::Draft => None,
        }
    }
}

/// How a version was frozen and sent.
#[derive(Clone, Serialize, Deserialize)]
pub struct Circulation {
    /// When.
    pub at: DateTime<Utc>,
    /// The lead agency at that moment (F1-21).
    pub lead_agency_id: Id<Agency>,
    /// The key contact at that moment (F1-22).
    pub key_contact_id: Id<Worker>,
    /// SHA-256 of the whole content, 64 lower-case hexadecimal digits.
    pub content_hash: String,
    /// The parties whose agreement is needed.
    pub parties: Vec<PartyResponse>,
}

/// To whom a rendering of a version was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipient {
    /// An agency.
    Agency(Id<Agency>),
    /// The systems of an agency, where they are sent less than the agency.
    System(Id<Agency>),
    /// A worker, where it is not what the agency is sent.
    Worker(Id<Worker>),
    /// A member of the family, where it is not everything.
    FamilyMember(Id<Person>),
}

impl Recipient {
    /// The name by which restrictions mean them.
    #[must_use]
    pub fn name(self) -> Name {
        match self {
            Self::Agency(id) => (AudienceKind::Agency.code(), id.uuid()),
            Self::System(id) => (SYSTEM, id.uuid()),
            Self::Worker(id) => (AudienceKind::Worker.code(), id.uuid()),
            Self::FamilyMember(id) => (AudienceKind::FamilyMember.code(), id.uuid()),
        }
    }
}

/// What one recipient may see of a circulated version, stored when it was circulated.
#[derive(Clone, Serialize, Deserialize)]
pub struct PlanRendering {
    /// The case.
    pub case_id: Id<Case>,
    /// The version.
    pub plan_version_id: Id<PlanVersion>,
    /// For whom.
    pub recipient: Recipient,
    /// The content without what is hidden from the recipient.
    pub content: PlanContent,
    /// SHA-256 of it, 64 lower-case hexadecimal digits.
    pub rendering_hash: String,
}
