//! Restrictions: what the family keeps from whom (F1-17). For the excluded, the thing does not exist.

mod about;
mod answer_confidentiality;
mod confidences;
mod create;
mod lift;
mod reader;
#[cfg(test)]
mod tests;
mod topic;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    action::Action,
    agency::Agency,
    case::{Case, FamilyDecision},
    code::code_list,
    consent::InformationCategory,
    ids::Id,
    need::Need,
    person::Person,
    profile::ProfileEntry,
    worker::Worker,
};

pub use about::{About, Part};
pub use answer_confidentiality::AnswerConfidentiality;
pub use confidences::{Confidences, Hidden, Topic};
pub(crate) use create::owner_excluded;
pub use create::{Restrict, RestrictedItem};
pub use lift::LiftRestriction;
pub(crate) use reader::SYSTEM;
pub use reader::{Name, Reader};
pub use topic::{FAMILY, ItemTopics, is_person, items};

code_list! {
    /// The kind of thing that a restriction hides.
    RestrictedKind {
        /// An entry of the family's profile.
        ProfileEntry = "profile_entry",
        /// A need.
        Need = "need",
        /// An action of the plan, in every version and in follow-up.
        Action = "action",
        /// Everything of one kind of information.
        Category = "category",
        /// A member of the family, and everything that concerns them.
        Person = "person",
    }
}

/// What a restriction hides: one thing, a kind of information, or a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// An entry of the family's profile.
    ProfileEntry(Id<ProfileEntry>),
    /// A need.
    Need(Id<Need>),
    /// An action of the plan, in every version and in follow-up.
    Action(Id<Action>),
    /// Everything of one kind of information, what is written down later included.
    Category(InformationCategory),
    /// A member of the family, and everything that concerns them, what is written down later included.
    Person(Id<Person>),
}

impl Withheld {
    /// The kind of it.
    #[must_use]
    pub const fn kind(self) -> RestrictedKind {
        match self {
            Self::ProfileEntry(_) => RestrictedKind::ProfileEntry,
            Self::Need(_) => RestrictedKind::Need,
            Self::Action(_) => RestrictedKind::Action,
            Self::Category(_) => RestrictedKind::Category,
            Self::Person(_) => RestrictedKind::Person,
        }
    }

    /// Whether hiding it may hide actions of the plan, which whoever coordinates the process and the lead
    /// agency must see.
    #[must_use]
    pub const fn reaches_the_plan(self) -> bool {
        match self {
            Self::ProfileEntry(_) | Self::Need(_) => false,
            Self::Action(_) | Self::Category(_) | Self::Person(_) => true,
        }
    }
}

code_list! {
    /// Whom a restriction names.
    AudienceKind {
        /// An agency: its workers and its systems.
        Agency = "agency",
        /// A worker. What is hidden from a worker is hidden from the systems of the worker's agency too.
        Worker = "worker",
        /// A member of the family.
        FamilyMember = "family_member",
    }
}

/// Somebody whom a restriction names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Audience {
    /// An agency: its workers and its systems.
    Agency {
        /// Which one.
        agency_id: Id<Agency>,
    },
    /// A worker; with the agency, whose systems could not keep it from the worker.
    Worker {
        /// The person.
        worker_id: Id<Worker>,
        /// For whom they work.
        agency_id: Id<Agency>,
    },
    /// A member of the family.
    FamilyMember {
        /// The person.
        person_id: Id<Person>,
    },
}

code_list! {
    /// How far a restriction reaches.
    Reach {
        /// Those named may not know of the thing.
        HiddenFrom = "hidden_from",
        /// Nobody else than those named may know of the thing.
        KnownOnlyTo = "known_only_to",
    }
}

code_list! {
    /// What those from whom an action is hidden find in its place in a version of the plan that they are sent.
    Concealment {
        /// Nothing.
        Omit = "omit",
        /// That somebody has promised something private.
        Mask = "mask",
    }
}

/// What the family keeps from whom.
#[derive(Clone, Serialize, Deserialize)]
pub struct Restriction {
    /// The case.
    pub case_id: Id<Case>,
    /// What is hidden.
    pub withheld: Withheld,
    /// Whether it is hidden from those named, or from everybody else.
    pub reach: Reach,
    /// Those named, each once.
    pub audiences: Vec<Audience>,
    /// What is found in place of a hidden action.
    pub in_plan: Concealment,
    /// The family member who decided it: its author.
    pub decision: FamilyDecision,
    /// When it was lifted, which is its author's own act and opens nothing retroactively.
    pub lifted_at: Option<DateTime<Utc>>,
    /// The author's decision to lift it (F0-23).
    pub lifting: Option<FamilyDecision>,
}
