//! Reading a final report.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::FinalReportView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a final report
///
/// For the coordinator, the lead worker and the family.
#[utoipa::path(tag = "Closing", responses((status = 200, description = "The final report.", body = FinalReportView)))]
#[get("/v1/final-reports/{final_report_id}")]
pub(super) async fn get_final_report(cx: RequestContext, final_report_id: Path<Uuid>) -> ApiResult {
    cx.read::<FinalReportView>(Id::new(*final_report_id)).await
}
