//! Needs: what the family, or one of its people, lacks (F1-02).

mod add;
mod revise;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::{case::Case, code::code_list, ids::Id, intake::Domain, person::Person};

pub use add::AddNeed;
pub use revise::ReviseNeed;

code_list! {
    /// How much a need matters to the family now.
    NeedPriority {
        /// It must be covered by the plan, by a gap on record or by the family's deferral (F2-02).
        Priority = "priority",
        /// It can wait.
        Later = "later",
    }
}

/// Something that is lacking.
#[derive(Clone, Serialize, Deserialize)]
pub struct Need {
    /// The case.
    pub case_id: Id<Case>,
    /// Whose need; none: the family's.
    pub person_id: Option<Id<Person>>,
    /// The domain that it belongs to.
    pub domain: Domain,
    /// What is lacking, in plain words.
    pub text: String,
    /// How much it matters now.
    pub priority: NeedPriority,
    /// Whether it has been met.
    pub met: bool,
}
