//! Listing families.

use actix_web::{get, web::Query};
use whakakaha_store::family::FamilyList;

use super::FamilySummaryView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List families
///
/// Those of the regions that you coordinate, those on whose open case you work, and your own.
#[utoipa::path(
    tag = "Families",
    params(PageQuery),
    responses((status = 200, description = "A page of families.", body = PageView<FamilySummaryView>)),
)]
#[get("/v1/families")]
pub(super) async fn list_families(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<FamilySummaryView>(FamilyList, &page).await
}
