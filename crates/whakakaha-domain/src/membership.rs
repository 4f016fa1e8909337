//! Memberships and relationships: who belongs to a family, and how people stand to each other.

mod add;
mod come_of_age;
mod end;
mod end_relationship;
mod judge;
mod relate;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    case::{CaseFile, Guardian},
    code::code_list,
    command::{Change, Moment},
    consent::settle,
    entity::Entity,
    family::Family,
    ids::Id,
    person::Person,
    worker::Worker,
};

pub use add::{AddMember, Household};
pub use come_of_age::{ComeOfAge, GrowingUp};
pub use end::{Departure, EndMembership};
pub use end_relationship::{EndRelationship, Kinship};
pub use judge::JudgeUnderstanding;
pub use relate::{Kin, RelatePeople};

code_list! {
    /// How a person belongs to a family.
    FamilyRole {
        /// A parent.
        Parent = "parent",
        /// A legal guardian who is not a parent.
        Guardian = "guardian",
        /// Somebody who cares for the children day to day.
        Caregiver = "caregiver",
        /// A child, up to 13 years.
        Child = "child",
        /// A young person, 14 years or older.
        YoungPerson = "young_person",
        /// Another adult who takes part.
        Adult = "adult",
        /// Whānau who support the family without taking part in decisions.
        WhanauSupport = "whanau_support",
    }
}

impl FamilyRole {
    /// Whether consent of the children's guardians includes this person.
    #[must_use]
    pub const fn is_guardian(self) -> bool {
        matches!(self, Self::Parent | Self::Guardian)
    }

    /// Whether the person must consent for themselves when they take part as an adult (model 3.3).
    #[must_use]
    pub const fn is_participating_adult(self) -> bool {
        matches!(self, Self::Parent | Self::Guardian | Self::Caregiver | Self::Adult)
    }

    /// Whether the person is a child or young person of the family.
    #[must_use]
    pub const fn is_child(self) -> bool {
        matches!(self, Self::Child | Self::YoungPerson)
    }
}

/// A person's membership of a family, from a day, until a day. Never overwritten, only ended.
#[derive(Clone, Serialize, Deserialize)]
pub struct Membership {
    /// The family.
    pub family_id: Id<Family>,
    /// The person.
    pub person_id: Id<Person>,
    /// How they belong.
    pub role: FamilyRole,
    /// Whether a child or young person depends on the family (F2-13).
    pub dependent: bool,
    /// Whether the young person consents for themselves: old enough, or judged to understand enough (model 3.3).
    pub consents_for_self: bool,
    /// What somebody judged of that, whatever the age.
    #[serde(default)]
    pub judgement: Option<Judgement>,
    /// First day.
    pub started_on: NaiveDate,
    /// Last day, once it is over.
    pub ended_on: Option<NaiveDate>,
}

/// What somebody judged of a young person's understanding (model 3.3).
#[derive(Clone, Serialize, Deserialize)]
pub struct Judgement {
    /// Whether the young person understands enough to consent for themselves.
    pub competent: bool,
    /// Why.
    pub reason: String,
    /// The day.
    pub judged_on: NaiveDate,
    /// Who judged.
    pub judged_by: Id<Worker>,
}

impl Membership {
    /// Whether the member speaks for themselves: an adult who takes part, or a young person who
    /// understands enough. They consent for themselves and may know of the family's case (model 3.3).
    #[must_use]
    pub const fn speaks_for_themselves(&self) -> bool {
        self.role.is_participating_adult() || (self.role.is_child() && self.consents_for_self)
    }

    /// Whether the membership holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.started_on <= day && self.ended_on.is_none_or(|last| day <= last)
    }

    /// Whether the person belongs to the family now. What is recorded counts at once: the end already on
    /// the last day, the beginning also where the first day has begun elsewhere in the country only.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        self.ended_on.is_none()
    }
}

/// A membership with the person.
#[derive(Clone)]
pub struct Member {
    /// The membership.
    pub membership: Entity<Membership>,
    /// The person.
    pub person: Entity<Person>,
}

code_list! {
    /// How one person stands to another: the first is the … of the second.
    RelationshipKind {
        /// Parent of.
        Parent = "parent",
        /// Legal guardian of.
        Guardian = "guardian",
        /// Day-to-day caregiver of.
        Caregiver = "caregiver",
        /// Sibling of.
        Sibling = "sibling",
        /// Partner of.
        Partner = "partner",
        /// Former partner of.
        FormerPartner = "former_partner",
        /// Grandparent of.
        Grandparent = "grandparent",
        /// Kaumātua or kuia of.
        Kaumatua = "kaumatua",
        /// Aunt or uncle of.
        AuntOrUncle = "aunt_or_uncle",
        /// Another relation or friend.
        Other = "other",
    }
}

impl RelationshipKind {
    /// Those by which somebody agrees for a child.
    pub const GUARDING: [Self; 2] = [Self::Parent, Self::Guardian];
}

/// A relationship between two people, from a day, until a day.
#[derive(Clone, Serialize, Deserialize)]
pub struct Relationship {
    /// The person who is …
    pub person_id: Id<Person>,
    /// … this …
    pub kind: RelationshipKind,
    /// … of this person.
    pub of_person_id: Id<Person>,
    /// First day, where it is known.
    pub started_on: Option<NaiveDate>,
    /// Last day, once it is over.
    pub ended_on: Option<NaiveDate>,
}

impl Relationship {
    /// Who it makes a guardian of whom.
    #[must_use]
    pub const fn guardian(&self) -> Option<Guardian> {
        match self.kind {
            RelationshipKind::Parent | RelationshipKind::Guardian => {
                let (guardian, child) = (self.person_id, self.of_person_id);
                Some(Guardian { guardian, child, ended: self.ended_on.is_some() })
            }
            RelationshipKind::Caregiver
            | RelationshipKind::Sibling
            | RelationshipKind::Partner
            | RelationshipKind::FormerPartner
            | RelationshipKind::Grandparent
            | RelationshipKind::Kaumatua
            | RelationshipKind::AuntOrUncle
            | RelationshipKind::Other => None,
        }
    }
}

/// Adds to a change what follows for consent once these are the guardians.
fn reguarded(change: Change, file: &CaseFile, guardians: Vec<Guardian>, at: &Moment) -> Change {
    let file = CaseFile { guardians, ..file.clone() };
    change.put_all(settle(&file, &[], at)).in_case(file.case.id)
}

/// Adds to a change what follows for consent once these are the members: it may no longer suffice, and
/// then it opens nothing any more and the case rests (F1-11).
fn restated(change: Change, file: &CaseFile, members: impl Iterator<Item = Member>, at: &Moment) -> Change {
    let file = CaseFile {
        case: file.case.clone(),
        members: members.collect(),
        consents: file.consents.clone(),
        assignments: file.assignments.clone(),
        guardians: file.guardians.clone(),
        kept_back: file.kept_back.clone(),
    };
    change.put_all(settle(&file, &[], at)).in_case(file.case.id)
}
