//! Reading a relationship.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::RelationshipView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a relationship
///
/// For whoever may read the person.
#[utoipa::path(tag = "Families", responses((status = 200, description = "The relationship.", body = RelationshipView)))]
#[get("/v1/relationships/{relationship_id}")]
pub(super) async fn get_relationship(cx: RequestContext, relationship_id: Path<Uuid>) -> ApiResult {
    cx.read::<RelationshipView>(Id::new(*relationship_id)).await
}
