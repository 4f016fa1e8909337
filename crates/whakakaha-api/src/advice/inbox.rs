//! Listing the questions that wait for the caller.

use actix_web::{get, web::Query};

use super::AskedView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the questions that wait for your advice
///
/// For a worker who advises. Those that are answered are read one by one.
#[utoipa::path(
    tag = "Disclosure",
    params(PageQuery),
    responses((status = 200, description = "A page of questions.", body = PageView<AskedView>)),
)]
#[get("/v1/advice-requests")]
pub(super) async fn list_asked(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<AskedView>((), &page).await
}
