//! Reading a report of progress.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ProgressReportView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a report of progress
///
/// For the coordinator, the lead worker and the family.
#[utoipa::path(
    tag = "Follow-up",
    responses((status = 200, description = "The report.", body = ProgressReportView)),
)]
#[get("/v1/progress-reports/{progress_report_id}")]
pub(super) async fn get_progress_report(cx: RequestContext, progress_report_id: Path<Uuid>) -> ApiResult {
    cx.read::<ProgressReportView>(Id::new(*progress_report_id)).await
}
