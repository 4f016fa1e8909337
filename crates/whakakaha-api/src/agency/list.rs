//! Listing agencies.

use actix_web::{get, web::Query};
use whakakaha_store::directory::agency::AllAgencies;

use super::AgencyView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List agencies
///
/// For everybody with a token, in the order in which they were added.
#[utoipa::path(
    tag = "Directory",
    params(PageQuery),
    responses((status = 200, description = "A page of agencies.", body = PageView<AgencyView>)),
)]
#[get("/v1/agencies")]
pub(super) async fn list_agencies(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<AgencyView>(AllAgencies, &page).await
}
