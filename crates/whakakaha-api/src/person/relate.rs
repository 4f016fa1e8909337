//! Recording how two people stand to each other.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, membership::RelatePeople};
use whakakaha_store::person::NewRelationship;

use super::RelationshipView;
use crate::{code::RelationshipKindCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// How a person stands to another: the person is the `kind` of `of_person_id`.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct RelationshipRequest {
    /// What the person is to the other.
    kind: RelationshipKindCode,
    /// The other.
    of_person_id: Uuid,
    /// First day, where it is known; not after today.
    #[schema(nullable = false)]
    started_on: Option<NaiveDate>,
}

/// Record how a person stands to another
///
/// For the coordinators of the person's region. A relationship says nothing about who may see what.
#[utoipa::path(
    tag = "Families",
    request_body = RelationshipRequest,
    responses((status = 201, description = "The relationship.", body = RelationshipView)),
)]
#[post("/v1/people/{person_id}/relationships")]
pub(super) async fn relate_people(
    cx: RequestContext,
    person_id: Path<Uuid>,
    body: Valid<RelationshipRequest>,
) -> ApiResult {
    let RelationshipRequest { kind, of_person_id, started_on } = body.0;
    let wanted = NewRelationship { person: Id::new(*person_id), of_person: Id::new(of_person_id) };
    let command = RelatePeople { kind: kind.0, started_on };
    cx.create::<RelationshipView, _>(wanted, command, "/v1/relationships").await
}
