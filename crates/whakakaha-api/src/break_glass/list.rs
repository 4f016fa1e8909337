//! Listing the break-glass grants on a case.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::{case::Case, ids::Id};

use super::BreakGlassGrantView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the break-glass grants on a case
///
/// For the coordinator, the latest first. The family finds them under `/v1/my/access-log` when they are over, the
/// privacy officer under `/v1/oversight/break-glass-grants`.
#[utoipa::path(
    tag = "Oversight",
    params(PageQuery),
    responses((status = 200, description = "A page of grants.", body = PageView<BreakGlassGrantView>)),
)]
#[get("/v1/cases/{case_id}/break-glass-grants")]
pub(super) async fn list_break_glass_grants(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<BreakGlassGrantView>(Id::<Case>::new(*case_id), &page).await
}
