//! Listing facilitators.

use actix_web::{get, web::Query};
use whakakaha_store::directory::facilitator::AllFacilitators;

use super::FacilitatorView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List facilitators
///
/// For everybody with a token, in the order in which they were registered.
#[utoipa::path(
    tag = "Directory",
    params(PageQuery),
    responses((status = 200, description = "A page of facilitators.", body = PageView<FacilitatorView>)),
)]
#[get("/v1/facilitators")]
pub(super) async fn list_facilitators(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<FacilitatorView>(AllFacilitators, &page).await
}
