//! What callers see of a relationship between two people.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    membership::Relationship,
};

use crate::{
    code::RelationshipKindCode,
    view::{Item, View},
};

/// How one person stands to another: `person_id` is the `kind` of `of_person_id`.
#[derive(Serialize, ToSchema)]
#[schema(as = Relationship)]
pub(crate) struct RelationshipView {
    id: Uuid,
    /// The person who is …
    person_id: Uuid,
    /// … this …
    kind: RelationshipKindCode,
    /// … of this person.
    of_person_id: Uuid,
    /// First day, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    started_on: Option<NaiveDate>,
    /// Last day; absent while it lasts.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_on: Option<NaiveDate>,
}

impl From<&Entity<Relationship>> for RelationshipView {
    fn from(relationship: &Entity<Relationship>) -> Self {
        Self {
            id: relationship.id.uuid(),
            person_id: relationship.person_id.uuid(),
            kind: relationship.kind.into(),
            of_person_id: relationship.of_person_id.uuid(),
            started_on: relationship.started_on,
            ended_on: relationship.ended_on,
        }
    }
}

impl View for RelationshipView {
    type Of = Entity<Relationship>;

    fn of(relationship: &Entity<Relationship>, _: Version) -> Self {
        relationship.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for RelationshipView {
    type Of = Entity<Relationship>;

    fn of(relationship: &Entity<Relationship>) -> Self {
        relationship.into()
    }
}
