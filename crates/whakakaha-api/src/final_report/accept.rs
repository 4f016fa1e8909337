//! Accepting a final report.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{final_report::AcceptFinalReport, ids::Id};

use super::FinalReportView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Accept a final report
///
/// For the coordinator. The case can close from then on.
#[utoipa::path(
    tag = "Closing",
    request_body = NoContent,
    responses((status = 200, description = "The report as accepted.", body = FinalReportView)),
)]
#[post("/v1/final-reports/{final_report_id}/acceptance")]
pub(super) async fn accept_final_report(
    cx: RequestContext,
    final_report_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let report = Id::new(*final_report_id);
    cx.execute::<FinalReportView, _>(report, AcceptFinalReport, report).await
}
