//! Advice on one item, from a supervisor, a practice leader or a lawyer (F1-18).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Disclosure;
use crate::{agency::Agency, case::Case, code::code_list, ids::Id, worker::Worker};

code_list! {
    /// As what somebody is asked for advice.
    AdviserRole {
        /// A supervisor.
        Supervisor = "supervisor",
        /// A practice leader.
        PracticeLeader = "practice_leader",
        /// A lawyer: the advice is privileged.
        Lawyer = "lawyer",
    }
}

code_list! {
    /// What is advised.
    AdvicePosition {
        /// To share it.
        Share = "share",
        /// To share less.
        ShareLess = "share_less",
        /// Not to share it.
        DoNotShare = "do_not_share",
    }
}

/// A question about one item to somebody who sees that item alone.
#[derive(Clone, Serialize, Deserialize)]
pub struct AdviceRequest {
    /// The case.
    pub case_id: Id<Case>,
    /// The item.
    pub disclosure_id: Id<Disclosure>,
    /// Who is asked.
    pub adviser_id: Id<Worker>,
    /// As what.
    pub role: AdviserRole,
    /// What is asked.
    pub question: String,
    /// Who asks.
    pub asked_by: Id<Worker>,
    /// For which agency.
    pub agency_id: Id<Agency>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// The answer, once there is one.
    pub answer: Option<AdviceAnswer>,
    /// When somebody else was asked instead, before there was an answer.
    pub replaced_at: Option<DateTime<Utc>>,
}

/// What was advised.
#[derive(Clone, Serialize, Deserialize)]
pub struct AdviceAnswer {
    /// In short.
    pub position: AdvicePosition,
    /// In words.
    pub text: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl AdviceRequest {
    /// Whether it is for the asking agency alone: a lawyer's advice is.
    #[must_use]
    pub const fn is_privileged(&self) -> bool {
        matches!(self.role, AdviserRole::Lawyer)
    }
}
