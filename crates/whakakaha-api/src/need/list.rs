//! Listing needs.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::preparation::NeedFilter;

use super::NeedView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the needs of a case
///
/// In the order in which they were recorded, without those that are hidden from your agency.
#[utoipa::path(
    tag = "Preparation",
    params(PageQuery),
    responses((status = 200, description = "A page of needs.", body = PageView<NeedView>)),
)]
#[get("/v1/cases/{case_id}/needs")]
pub(super) async fn list_needs(cx: RequestContext, case_id: Path<Uuid>, page: Query<PageQuery>) -> ApiResult {
    cx.list::<NeedView>(NeedFilter { case: Id::new(*case_id) }, &page).await
}
