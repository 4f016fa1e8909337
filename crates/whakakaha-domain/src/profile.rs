//! The family's profile: strengths, issues, priorities and dreams in its own words (F0-45, F0-11).

mod add;
mod approve_key_issues;
mod remove;
mod revise;
#[cfg(test)]
mod tests;
mod waive;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    case::{Case, ConfidentialityAnswer, FamilyDecision, KeyIssues, PreparationItem},
    code::code_list,
    entity::{Entity, Version},
    ids::Id,
    intake::Domain,
    person::Person,
    refusal::Code,
    worker::Worker,
};

pub use add::AddProfileEntry;
pub(crate) use add::ensure_member;
pub use approve_key_issues::{ApproveKeyIssues, NamedEntries};
pub use remove::RemoveProfileEntry;
pub use revise::ReviseProfileEntry;
pub use waive::WaivePreparation;

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
    /// The family's decision that it is written down so, where there was one to record (F0-23).
    pub decision: Option<FamilyDecision>,
    /// When it was removed; a removed entry stays in history and counts for nothing.
    pub removed_at: Option<DateTime<Utc>>,
    /// The family's decision to remove it (F0-23).
    pub removal: Option<FamilyDecision>,
}

/// What an entry said before it was revised. Never changed afterwards.
#[derive(Clone, Serialize, Deserialize)]
pub struct ProfileWording {
    /// The case.
    pub case_id: Id<Case>,
    /// The entry.
    pub entry_id: Id<ProfileEntry>,
    /// The version of the entry that said so.
    pub number: Version,
    /// The family's words at that time, verbatim.
    pub text: String,
    /// The domain that they concerned.
    pub domain: Option<Domain>,
    /// The worker who wrote them down; none when a family member entered them themselves.
    pub recorded_by: Option<Id<Worker>>,
    /// When other words took their place.
    pub replaced_at: DateTime<Utc>,
    /// Who of the family decided that.
    pub decision: FamilyDecision,
}

/// How far the family's preparation has come, as far as the one who looks may know (F0-44).
pub struct Preparation {
    /// The case.
    pub case: Entity<Case>,
    /// Whether the family's consent to take part holds.
    pub consent_sufficient: bool,
    /// How many entries each list of the profile has.
    pub entries: Vec<(ProfileKind, u32)>,
    /// The key issues, without those that are hidden from the one who looks.
    pub key_issues: Option<KeyIssues>,
}

impl Preparation {
    /// The answer to the confidentiality question, once it was asked.
    #[must_use]
    pub const fn confidentiality(&self) -> Option<&ConfidentialityAnswer> {
        self.case.body.confidentiality.as_ref()
    }

    /// What must still be done before the family can approve its first meeting.
    #[must_use]
    pub fn missing(&self) -> Vec<Code> {
        let agreed = self.case.key_issues.is_some() || self.case.waives(PreparationItem::KeyIssues);
        let profiled = self.entries.iter().any(|(_, count)| *count > 0);
        [
            (self.consent_sufficient, Code::ConsentInsufficient),
            (profiled || self.case.waives(PreparationItem::Profile), Code::ProfileMissing),
            (agreed, Code::KeyIssuesMissing),
            (self.case.confidentiality.is_some(), Code::ConfidentialityNotAsked),
        ]
        .into_iter()
        .filter(|(done, _)| !done)
        .map(|(_, code)| code)
        .collect()
    }
}
