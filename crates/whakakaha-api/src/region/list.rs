//! Listing regions.

use actix_web::{get, web::Query};
use whakakaha_store::directory::region::AllRegions;

use super::RegionView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List regions
///
/// For everybody with a token, in the order in which they were added.
#[utoipa::path(
    tag = "Directory",
    params(PageQuery),
    responses((status = 200, description = "A page of regions.", body = PageView<RegionView>)),
)]
#[get("/v1/regions")]
pub(super) async fn list_regions(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<RegionView>(AllRegions, &page).await
}
