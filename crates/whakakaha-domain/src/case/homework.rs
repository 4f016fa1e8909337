//! The homework before the first meeting, as far as the family goes without it (F0-44).

use serde::{Deserialize, Serialize};

use super::{Case, FamilyDecision};
use crate::code::code_list;

code_list! {
    /// What the family can decide to go without before its first meeting (F0-44).
    PreparationItem {
        /// Taking stock of strengths, issues, priorities and dreams.
        Profile = "profile",
        /// Approving the key issues.
        KeyIssues = "key_issues",
    }
}

/// The family's decision to go without a part of the preparation.
#[derive(Clone, Serialize, Deserialize)]
pub struct PreparationWaiver {
    /// What.
    pub item: PreparationItem,
    /// Who decided.
    pub decision: FamilyDecision,
}

impl Case {
    /// Whether the family decided to go without a part of the preparation.
    #[must_use]
    pub fn waives(&self, item: PreparationItem) -> bool {
        self.waivers.iter().any(|waiver| waiver.item == item)
    }
}
