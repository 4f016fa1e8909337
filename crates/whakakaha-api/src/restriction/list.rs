//! Listing restrictions.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::preparation::RestrictionFilter;

use super::RestrictionView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the restrictions of a case
///
/// What the family keeps from whom, lifted ones included. For the family, the coordinator, the lead worker and the key
/// contact; never those that keep something from you, nor those of things that are hidden from you.
#[utoipa::path(
    tag = "Preparation",
    params(PageQuery),
    responses((status = 200, description = "A page of restrictions.", body = PageView<RestrictionView>)),
)]
#[get("/v1/cases/{case_id}/restrictions")]
pub(super) async fn list_restrictions(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<RestrictionView>(RestrictionFilter { case: Id::new(*case_id) }, &page).await
}
