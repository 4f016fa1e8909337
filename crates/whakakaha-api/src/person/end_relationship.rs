//! Ending a relationship.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, membership::EndRelationship};

use super::RelationshipView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// When a relationship ends.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct EndRelationshipRequest {
    /// The last day, not after today.
    ended_on: NaiveDate,
}

/// End a relationship
///
/// It stays on record. For the coordinators of the region of the person who is the first of the two.
#[utoipa::path(
    tag = "Families",
    request_body = EndRelationshipRequest,
    responses((status = 200, description = "The relationship, which has ended.", body = RelationshipView)),
)]
#[post("/v1/relationships/{relationship_id}/end")]
pub(super) async fn end_relationship(
    cx: RequestContext,
    relationship_id: Path<Uuid>,
    body: Valid<EndRelationshipRequest>,
) -> ApiResult {
    let ending = Id::new(*relationship_id);
    cx.execute::<RelationshipView, _>(ending, EndRelationship { ended_on: body.0.ended_on }, ending).await
}
