//! Listing reports of progress.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ProgressReportView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the reports of progress of a case
///
/// For the coordinator, the lead worker and the family, oldest first.
#[utoipa::path(
    tag = "Follow-up",
    params(PageQuery),
    responses((status = 200, description = "A page of reports.", body = PageView<ProgressReportView>)),
)]
#[get("/v1/cases/{case_id}/progress-reports")]
pub(super) async fn list_progress_reports(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<ProgressReportView>(Id::new(*case_id), &page).await
}
