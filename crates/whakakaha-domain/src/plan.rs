//! Plans: versions that are frozen when they are circulated, and agreed by each party (F0-02, F0-27, F0-30).

mod abandon;
mod circulate;
mod content;
mod diff;
mod draft;
mod file;
mod in_force;
mod kept;
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
    case::{Case, FamilyDecision},
    code::code_list,
    ids::Id,
    intake::Domain,
    machine::machine,
    meeting::Meeting,
    need::Need,
    profile::ProfileEntry,
    worker::Worker,
};

pub use abandon::AbandonPlan;
pub(crate) use abandon::given_up;
pub use circulate::CirculatePlan;
pub use diff::{Changed, Difference, PlanDiff};
pub use draft::{DraftPlan, PlanShelf};
pub use file::{Employed, PlanFile};
pub use respond::RespondToPlan;
pub use revise::{PlanWish, RevisePlan, WishedAction, WishedGoal};
pub use sheet::PlanSheet;

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
    /// The next review.
    pub review_on: Option<NaiveDate>,
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

code_list! {
    /// Where a version of a plan stands.
    PlanStatus {
        /// Being written.
        Draft = "draft",
        /// Frozen and sent to the parties, who have not all agreed yet.
        Circulated = "circulated",
        /// Agreed by all and in force.
        Current = "current",
        /// Replaced by a later version.
        Superseded = "superseded",
        /// Given up.
        Abandoned = "abandoned",
    }
}

machine! {
    PlanStatus, PlanNotInState;
    Draft, RevisePlan => Draft;
    Draft, CirculatePlan => Circulated [LeadAgencyMissing, KeyContactMissing, ReviewDateMissing, ReviewDateOutOfBounds, GoalNotLinked, GoalWithoutAction, NeedNotCovered, SupporterMissing, OwnerNotParticipating, RestrictedOwner];
    Draft, AbandonPlan => Abandoned;
    Circulated, RespondToPlan => Circulated [PlanSuperseded, VerdictInvalid, NotAParty, PlanHashMismatch, AnsweredAlready, FamilyDecisionMissing];
    Circulated, AbandonPlan => Abandoned;
}

/// Where a version stands, with what belongs to that state.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum PlanState {
    /// Being written.
    Draft,
    /// Frozen and sent to the parties.
    Circulated(Circulation),
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
        /// Why.
        reason: String,
    },
}

impl PlanState {
    /// The state without its content.
    #[must_use]
    pub const fn status(&self) -> PlanStatus {
        match self {
            Self::Draft => PlanStatus::Draft,
            Self::Circulated(_) => PlanStatus::Circulated,
            Self::Current { .. } => PlanStatus::Current,
            Self::Superseded { .. } => PlanStatus::Superseded,
            Self::Abandoned { .. } => PlanStatus::Abandoned,
        }
    }

    /// How it was circulated, if it was and still counts.
    #[must_use]
    pub const fn circulation(&self) -> Option<&Circulation> {
        match self {
            Self::Circulated(circulation)
            | Self::Current { circulation, .. }
            | Self::Superseded { circulation, .. } => Some(circulation),
            Self::Draft | Self::Abandoned { .. } => None,
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

/// A party to a plan: the family, or an agency that owns an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Party {
    /// The family.
    Family,
    /// An agency.
    Agency {
        /// Which one.
        agency_id: Id<Agency>,
    },
}

/// What a party was sent, and what it answered.
#[derive(Clone, Serialize, Deserialize)]
pub struct PartyResponse {
    /// Who.
    pub party: Party,
    /// SHA-256 of what this party was sent: the content without what is hidden from it.
    pub rendering_hash: String,
    /// The answer.
    pub answer: Option<Answer>,
}

code_list! {
    /// What a party says to a version of a plan.
    Verdict {
        /// Agrees.
        Agree = "agree",
        /// Agrees and says something.
        AgreeWithComment = "agree_with_comment",
        /// Does not agree.
        Decline = "decline",
        /// Agreed to the version before, and nothing that it can see has changed.
        CarriedOver = "carried_over",
    }
}

impl Verdict {
    /// Whether the party goes along.
    #[must_use]
    pub const fn agrees(self) -> bool {
        matches!(self, Self::Agree | Self::AgreeWithComment | Self::CarriedOver)
    }
}

impl PartyResponse {
    /// Whether the party goes along with the version.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.verdict.agrees())
    }
}

/// A party's answer, bound to one version and what it was sent of it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Answer {
    /// Yes or no.
    pub verdict: Verdict,
    /// In words.
    pub comment: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
    /// The worker who answered for the agency, or wrote down the family's answer.
    pub worker_id: Option<Id<Worker>>,
    /// The family's decision, where the family answers.
    pub family_decision: Option<FamilyDecision>,
}

/// What one agency may see of a circulated version, stored when it was circulated.
#[derive(Clone, Serialize, Deserialize)]
pub struct PlanRendering {
    /// The case.
    pub case_id: Id<Case>,
    /// The version.
    pub plan_version_id: Id<PlanVersion>,
    /// For whom.
    pub agency_id: Id<Agency>,
    /// The content without what is hidden from the agency.
    pub content: PlanContent,
    /// SHA-256 of it, 64 lower-case hexadecimal digits.
    pub rendering_hash: String,
}
