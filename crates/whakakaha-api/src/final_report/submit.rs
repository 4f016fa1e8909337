//! Submitting a final report.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{final_report::SubmitFinalReport, ids::Id};

use super::FinalReportView;
use crate::{about::AboutRequest, context::RequestContext, problem::ApiResult, valid::Valid};

/// What a final report says.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct FinalReportRequest {
    /// What was reached, goal by goal.
    #[validate(length(min = 1, max = 10_000))]
    #[schema(min_length = 1, max_length = 10_000)]
    summary: String,
    /// What the family says about it.
    #[validate(length(min = 1, max = 10_000))]
    #[schema(nullable = false, min_length = 1, max_length = 10_000)]
    family_view: Option<String>,
    /// What the family still needs and where it gets it.
    #[validate(length(min = 1, max = 10_000))]
    #[schema(nullable = false, min_length = 1, max_length = 10_000)]
    transition: Option<String>,
    /// What it is about; absent: the family as a whole.
    #[validate(nested)]
    #[serde(default)]
    about: AboutRequest,
}

/// Submit a final report
///
/// For the lead worker or the coordinator, while the case is closing.
#[utoipa::path(
    tag = "Closing",
    request_body = FinalReportRequest,
    responses((status = 201, description = "The report as submitted.", body = FinalReportView)),
)]
#[post("/v1/cases/{case_id}/final-reports")]
pub(super) async fn submit_final_report(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<FinalReportRequest>,
) -> ApiResult {
    let FinalReportRequest { summary, family_view, transition, about } = body.0;
    let command = SubmitFinalReport { summary, family_view, transition, about: about.into() };
    cx.create::<FinalReportView, _>(Id::new(*case_id), command, "/v1/final-reports").await
}
