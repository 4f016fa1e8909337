//! Listing a person's relationships.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::person::RelationshipsOf;

use super::RelationshipView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List a person's relationships
///
/// In either direction, those that ended included. For whoever may read the person; there are none where `identity` is a
/// kind of information that is kept from you.
#[utoipa::path(
    tag = "Families",
    params(PageQuery),
    responses((status = 200, description = "A page of relationships.", body = PageView<RelationshipView>)),
)]
#[get("/v1/people/{person_id}/relationships")]
pub(super) async fn list_relationships(
    cx: RequestContext,
    person_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<RelationshipView>(RelationshipsOf(Id::new(*person_id)), &page).await
}
