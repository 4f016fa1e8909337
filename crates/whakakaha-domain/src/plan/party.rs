//! The parties to a plan, and what each of them answered.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::PlanContent;
use crate::{action::Owner, agency::Agency, case::FamilyDecision, code::code_list, ids::Id, worker::Worker};

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

impl From<Owner> for Party {
    fn from(owner: Owner) -> Self {
        match owner {
            Owner::Agency { agency_id, .. } => Self::Agency { agency_id },
            Owner::FamilyMember { .. } | Owner::Family => Self::Family,
        }
    }
}

impl PlanContent {
    /// Whether the party owns an action.
    #[must_use]
    pub fn has_action_of(&self, party: Party) -> bool {
        self.actions.iter().any(|action| Party::from(action.owner) == party)
    }
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
    /// Answers that came when the version waited for none any more: each names the same hash, is kept as
    /// evidence, and counts for nothing.
    pub late: Vec<Answer>,
}

impl PartyResponse {
    /// Whether the party goes along with the version.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.answer.as_ref().is_some_and(|answer| answer.verdict.agrees())
    }

    /// How far it has come with this party.
    #[must_use]
    pub fn state(&self) -> ResponseState {
        match &self.answer {
            Some(answer) => answer.verdict.into(),
            None if self.late.is_empty() => ResponseState::Delivered,
            None => ResponseState::Stale,
        }
    }
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

code_list! {
    /// How far a version has come with one party (F0-27).
    ResponseState {
        /// The version is a draft: nothing was sent.
        NotSent = "not_sent",
        /// The version was circulated to the party, which has not answered.
        Delivered = "delivered",
        /// The party agreed.
        Agreed = "agreed",
        /// The party agreed and said something.
        AgreedWithComment = "agreed_with_comment",
        /// The party did not agree.
        Declined = "declined",
        /// The party answered too late: its answer is kept and counts for nothing.
        Stale = "stale",
        /// The party agreed to the version before, and nothing that it can see has changed.
        CarriedOver = "carried_over",
    }
}

impl From<Verdict> for ResponseState {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Agree => Self::Agreed,
            Verdict::AgreeWithComment => Self::AgreedWithComment,
            Verdict::Decline => Self::Declined,
            Verdict::CarriedOver => Self::CarriedOver,
        }
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
