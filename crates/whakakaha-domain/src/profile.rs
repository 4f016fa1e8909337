//! The family's profile: strengths, issues, priorities and dreams in its own words (F0-45, F0-11).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{case::Case, code::code_list, ids::Id, intake::Domain, person::Person, worker::Worker};

code_list! {
    /// The four lists of a family's profile (F0-45).
    ProfileKind {
        /// What the family does well.
        Strength = "strength",
        /// What is hard.
        Issue = "issue",
        /// What matters most now.
        Priority = "priority",
        /// What the family hopes for.
        Dream = "dream",
    }
}

/// One entry, in the family's words. Professionals write it down, the family owns it.
#[derive(Clone, Serialize, Deserialize)]
pub struct ProfileEntry {
    /// The case.
    pub case_id: Id<Case>,
    /// Which list.
    pub kind: ProfileKind,
    /// The family's words, verbatim.
    pub text: String,
    /// Whose words they are; none: the family's together.
    pub said_by: Option<Id<Person>>,
    /// The worker who wrote it down; none when the family member entered it themselves.
    pub recorded_by: Option<Id<Worker>>,
    /// The domain that it concerns.
    pub domain: Option<Domain>,
    /// When it was removed; a removed entry stays in history and counts for nothing.
    pub removed_at: Option<DateTime<Utc>>,
}
