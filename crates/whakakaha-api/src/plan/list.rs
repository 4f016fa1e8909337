//! Listing the versions of a plan.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::plan::PlansOf;

use super::PlanVersionView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the versions of a case's plan
///
/// Oldest first. Agencies that take part find the versions that were sent to them, each as it was sent;
/// drafts are for the family, the lead worker, the key contact and the coordinator.
#[utoipa::path(
    tag = "Plans",
    params(PageQuery),
    responses((status = 200, description = "A page of versions.", body = PageView<PlanVersionView>)),
)]
#[get("/v1/cases/{case_id}/plan-versions")]
pub(super) async fn list_plan_versions(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<PlanVersionView>(PlansOf(Id::new(*case_id)), &page).await
}
