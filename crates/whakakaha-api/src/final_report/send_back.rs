//! Sending a final report back.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{final_report::ReturnFinalReport, ids::Id};

use super::FinalReportView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What is missing in a final report.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReturnFinalReportRequest {
    /// What is missing.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Send a final report back
///
/// For the coordinator. A new report can be submitted from then on.
#[utoipa::path(
    tag = "Closing",
    request_body = ReturnFinalReportRequest,
    responses((status = 200, description = "The report as sent back.", body = FinalReportView)),
)]
#[post("/v1/final-reports/{final_report_id}/return")]
pub(super) async fn return_final_report(
    cx: RequestContext,
    final_report_id: Path<Uuid>,
    body: Valid<ReturnFinalReportRequest>,
) -> ApiResult {
    let report = Id::new(*final_report_id);
    let command = ReturnFinalReport { reason: body.0.reason };
    cx.execute::<FinalReportView, _>(report, command, report).await
}
