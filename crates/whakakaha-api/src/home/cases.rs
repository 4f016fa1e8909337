//! Listing one's own cases.

use actix_web::{get, web::Query};

use super::OwnCaseView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List my cases
///
/// For a member of a family who speaks for themselves: where to begin. The cases of their families, the newest first,
/// each with the version of the plan in force and the one that waits for answers, and the addresses of what belongs to
/// it. What is behind them is as it is for you: nothing that is kept from you is in it.
#[utoipa::path(
    tag = "Own door",
    params(PageQuery),
    responses((status = 200, description = "A page of cases.", body = PageView<OwnCaseView>)),
)]
#[get("/v1/my/cases")]
pub(super) async fn list_own_cases(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<OwnCaseView>((), &page).await
}
