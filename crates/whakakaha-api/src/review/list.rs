//! Listing the reviews of a case.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::review::ReviewsOf;

use super::ReviewView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the reviews of a case
///
/// By due date, past and planned.
#[utoipa::path(
    tag = "Follow-up",
    params(PageQuery),
    responses((status = 200, description = "A page of reviews.", body = PageView<ReviewView>)),
)]
#[get("/v1/cases/{case_id}/reviews")]
pub(super) async fn list_reviews(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<ReviewView>(ReviewsOf(Id::new(*case_id)), &page).await
}
