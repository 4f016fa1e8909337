//! Restrictions: what the family keeps from whom (F1-17). For the excluded, the thing does not exist.

mod answer_confidentiality;
mod create;
mod lift;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    agency::Agency,
    case::{Case, FamilyDecision},
    code::code_list,
    ids::Id,
};

pub use answer_confidentiality::AnswerConfidentiality;
pub use create::{Restrict, RestrictedItem};
pub use lift::LiftRestriction;

code_list! {
    /// The kind of thing that a restriction hides.
    RestrictedKind {
        /// An entry of the family's profile.
        ProfileEntry = "profile_entry",
        /// A need.
        Need = "need",
        /// An action of the plan, in every version and in follow-up.
        Action = "action",
    }
}

/// One thing hidden from one agency: its workers and its systems.
#[derive(Clone, Serialize, Deserialize)]
pub struct Restriction {
    /// The case.
    pub case_id: Id<Case>,
    /// The kind of thing.
    pub kind: RestrictedKind,
    /// Which thing.
    pub item_id: Uuid,
    /// From whom it is hidden.
    pub agency_id: Id<Agency>,
    /// The family member who decided it.
    pub decision: FamilyDecision,
    /// When it was lifted, which is the family's own act and opens nothing retroactively.
    pub lifted_at: Option<DateTime<Utc>>,
    /// The family member who decided to lift it (F0-23).
    pub lifting: Option<FamilyDecision>,
}
