//! What agencies' systems are told of the things of a case: not what was done, but what became of what the
//! agency may read. A change of what is hidden from an agency makes no difference to it, and is not told.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::{code::code_list, operation::Operation, policy::Relation};

code_list! {
    /// The kinds of things of which an agency's system is told.
    Resource {
        /// A case.
        Case = "case",
        /// The family of a case.
        Family = "family",
        /// Somebody who belongs to the family.
        Person = "person",
        /// How somebody belongs to the family.
        Membership = "membership",
        /// How two people are related.
        Relationship = "relationship",
        /// A role on the case.
        Assignment = "assignment",
        /// What the family says about itself.
        ProfileEntry = "profile_entry",
        /// A need.
        Need = "need",
        /// A meeting.
        Meeting = "meeting",
        /// An invitation to a meeting.
        Invitation = "invitation",
        /// A version of the plan.
        PlanVersion = "plan_version",
        /// A promise in the plan.
        Action = "action",
        /// A review of the plan.
        Review = "review",
        /// A statement of a member of the family.
        Statement = "statement",
        /// What somebody asked to be corrected.
        Correction = "correction",
        /// That something which the agency has was corrected, or is disputed.
        CorrectionNotice = "correction_notice",
        /// An item of information that one agency shares with others.
        Disclosure = "disclosure",
        /// That the agency is asked to let go of what it was shown.
        Recall = "recall",
    }
}

code_list! {
    /// What became of a thing.
    Happening {
        /// The agency may read it from now on.
        Created = "created",
        /// What the agency reads of it has changed.
        Updated = "updated",
        /// The agency may not read it any more.
        Deleted = "deleted",
        /// It went with its case, of which the agency is told; of the thing it is told nothing.
        Silenced = "silenced",
    }
}

impl Resource {
    /// The operation by which such a thing is read.
    #[must_use]
    pub const fn read_by(self) -> Operation {
        match self {
            Self::Case | Self::Assignment => Operation::ReadCase,
            Self::Family | Self::Membership => Operation::ReadFamily,
            Self::Person | Self::Relationship => Operation::ReadPerson,
            Self::ProfileEntry | Self::Need => Operation::ReadProfile,
            Self::Meeting | Self::Invitation => Operation::ReadMeeting,
            Self::PlanVersion => Operation::ReadPlan,
            Self::Action => Operation::ReadAction,
            Self::Review => Operation::ReadReview,
            Self::Statement => Operation::ReadStatements,
            Self::Correction => Operation::ReadCorrections,
            Self::CorrectionNotice => Operation::ReadCorrectionNotices,
            Self::Disclosure => Operation::ReadDisclosure,
            Self::Recall => Operation::ReadRecalls,
        }
    }

    /// Whether an agency may keep reading such a thing when the case is closed to it, because it received it.
    #[must_use]
    pub fn outlasts_case(self) -> bool {
        self.read_by().who().contains(&Relation::Recipient)
    }

    /// The last part but one of its address, such as `plan-versions`.
    #[must_use]
    pub const fn collection(self) -> &'static str {
        match self {
            Self::Case => "cases",
            Self::Family => "families",
            Self::Person => "people",
            Self::Membership => "memberships",
            Self::Relationship => "relationships",
            Self::Assignment => "assignments",
            Self::ProfileEntry => "profile-entries",
            Self::Need => "needs",
            Self::Meeting => "meetings",
            Self::Invitation => "invitations",
            Self::PlanVersion => "plan-versions",
            Self::Action => "actions",
            Self::Review => "reviews",
            Self::Statement => "statements",
            Self::Correction => "corrections",
            Self::CorrectionNotice => "correction-notices",
            Self::Disclosure => "disclosures",
            Self::Recall => "recalls",
        }
    }
}

/// One thing.
pub type Thing = (Resource, Uuid);

/// What an agency was told last of a thing: what became of it, and its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// What became of it.
    pub happening: Happening,
    /// The tag with which the agency read it.
    pub etag: String,
}

/// What is to be told of a thing, with the tag that it has now or had last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The thing.
    pub thing: Thing,
    /// What became of it.
    pub happening: Happening,
    /// The tag.
    pub etag: String,
}

/// What an agency is to be told of one case, in this order: the difference between what it was told and what it may
/// read now. Where the case is closed to it, that is all that it is told, but for what it may read all the same.
#[must_use]
pub fn news(told: &BTreeMap<Thing, Holding>, read: &BTreeMap<Thing, String>) -> Vec<News> {
    let is_case = |thing: &Thing| thing.0 == Resource::Case;
    let open = read.keys().any(is_case);
    let closes = !open && told.iter().any(|(thing, it)| is_case(thing) && it.is_there());
    let gone = told.iter().filter(|(thing, _)| !read.contains_key(*thing)).filter_map(|(thing, it)| {
        let happening = match it.happening {
            Happening::Silenced if open => Happening::Deleted,
            Happening::Deleted | Happening::Silenced => return None,
            Happening::Created | Happening::Updated if closes && !is_case(thing) => Happening::Silenced,
            Happening::Created | Happening::Updated => Happening::Deleted,
        };
        Some(News { thing: *thing, happening, etag: it.etag.clone() })
    });
    let there = read.iter().filter_map(|(thing, etag)| {
        let happening = match told.get(thing).filter(|it| it.is_there()) {
            // Whoever is told that the case is gone forgets all of it.
            Some(_) if closes => Happening::Created,
            Some(it) if it.etag == *etag => return None,
            Some(_) => Happening::Updated,
            None => Happening::Created,
        };
        Some(News { thing: *thing, happening, etag: etag.clone() })
    });
    gone.chain(there).collect()
}

impl Happening {
    /// After which of them the agency may read the thing, as far as it was told.
    pub const THERE: [Self; 2] = [Self::Created, Self::Updated];
}

impl Holding {
    /// Whether the agency may read the thing, as far as it was told.
    #[must_use]
    pub fn is_there(&self) -> bool {
        Happening::THERE.contains(&self.happening)
    }
}
