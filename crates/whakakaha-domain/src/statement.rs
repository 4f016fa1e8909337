//! What a member of the family says in their own words: verbatim, attributable, and never changed afterwards, by
//! nobody (F0-11). A later statement may replace an earlier one, which stays.

mod make;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{case::Case, code::code_list, ids::Id, person::Person};

pub use make::{MakeStatement, StatementDraft};

code_list! {
    /// Whom a statement is for; its author chooses when it is made.
    StatementAudience {
        /// Everybody on the case, while the family's consent lets them in.
        Everybody = "everybody",
        /// The coordinator and the key contact.
        CoordinatorAndKeyContact = "coordinator_and_key_contact",
    }
}

code_list! {
    /// What a statement can be about.
    StatementTopic {
        /// A meeting of the case.
        Meeting = "meeting",
        /// A version of its plan.
        PlanVersion = "plan_version",
        /// A review of its plan.
        Review = "review",
    }
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementAbout {
    /// What kind of thing.
    pub kind: StatementTopic,
    /// Which one.
    pub id: Uuid,
}

/// What a person said.
#[derive(Clone, Serialize, Deserialize)]
pub struct Statement {
    /// The case.
    pub case_id: Id<Case>,
    /// Who said it.
    pub person_id: Id<Person>,
    /// What it is about; none: the case.
    pub about: Option<StatementAbout>,
    /// The words.
    pub text: String,
    /// Whom it is for.
    pub audience: StatementAudience,
    /// The earlier statement that it replaces.
    pub replaces: Option<Id<Statement>>,
    /// When it was made.
    pub made_at: DateTime<Utc>,
}
