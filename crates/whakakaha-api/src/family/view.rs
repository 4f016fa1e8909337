//! What callers see of families and memberships.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    family::Family,
    membership::Member,
};
use whakakaha_store::family::{FamilyFile, FamilyItem};

use crate::{
    code::FamilyRoleCode,
    view::{Item, View},
};

/// A family (whānau) with its members.
#[derive(Serialize, ToSchema)]
#[schema(as = Family)]
pub(crate) struct FamilyView {
    #[serde(flatten)]
    family: FamilySummaryView,
    /// Everybody who is or was a member, in the order in which they were added. Nobody but yourself where `identity` is a
    /// kind of information that is kept from you.
    #[schema(max_items = 1000)]
    members: Vec<MembershipView>,
}

/// A family (whānau).
#[derive(Serialize, ToSchema)]
#[schema(as = FamilySummary)]
pub(crate) struct FamilySummaryView {
    id: Uuid,
    /// Name of the family.
    #[schema(max_length = 200)]
    name: String,
    /// The region whose coordinators look after it.
    region_id: Uuid,
    /// Language for letters and meetings (BCP 47).
    #[schema(max_length = 35)]
    language: String,
    /// Whether an interpreter is needed.
    interpreter: bool,
}

/// A person's membership of a family.
#[derive(Serialize, ToSchema)]
#[schema(as = Membership)]
pub(crate) struct MembershipView {
    id: Uuid,
    /// The family.
    family_id: Uuid,
    /// The person.
    person_id: Uuid,
    /// The person's name.
    #[schema(max_length = 200)]
    name: String,
    /// How they belong.
    role: FamilyRoleCode,
    /// Whether a child or young person depends on the family.
    dependent: bool,
    /// Whether the young person consents for themselves: old enough, or judged to understand enough.
    consents_for_self: bool,
    /// The day on which somebody judged whether they understand enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    judged_on: Option<NaiveDate>,
    /// First day.
    started_on: NaiveDate,
    /// Last day; absent while they belong.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_on: Option<NaiveDate>,
}

impl From<&Member> for MembershipView {
    fn from(member: &Member) -> Self {
        let Member { membership, person } = member;
        Self {
            id: membership.id.uuid(),
            family_id: membership.family_id.uuid(),
            person_id: membership.person_id.uuid(),
            name: person.name.clone(),
            role: membership.role.into(),
            dependent: membership.dependent,
            consents_for_self: membership.consents_for_self,
            judged_on: membership.judgement.as_ref().map(|it| it.judged_on),
            started_on: membership.started_on,
            ended_on: membership.ended_on,
        }
    }
}

impl View for MembershipView {
    type Of = Member;

    fn of(member: &Member, _: Version) -> Self {
        member.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl From<&Entity<Family>> for FamilySummaryView {
    fn from(family: &Entity<Family>) -> Self {
        Self {
            id: family.id.uuid(),
            name: family.name.clone(),
            region_id: family.region_id.uuid(),
            language: family.language.clone(),
            interpreter: family.interpreter,
        }
    }
}

impl Item for FamilySummaryView {
    type Of = FamilyItem;

    fn of(item: &FamilyItem) -> Self {
        (&item.0).into()
    }
}

impl View for FamilyView {
    type Of = FamilyFile;

    fn of(file: &FamilyFile, _: Version) -> Self {
        Self { family: (&file.family).into(), members: file.members.iter().map(Into::into).collect() }
    }

    fn id(&self) -> Uuid {
        self.family.id
    }
}
