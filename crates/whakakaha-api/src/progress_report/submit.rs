//! Telling the coordinator how it goes.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, progress_report::SubmitProgressReport};

use super::ProgressReportView;
use crate::{about::AboutRequest, context::RequestContext, problem::ApiResult, valid::Valid};

/// How a case goes.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProgressReportRequest {
    /// How it goes.
    #[validate(length(min = 1, max = 10_000))]
    #[schema(min_length = 1, max_length = 10_000)]
    summary: String,
    /// What changed since the last report; leave it out where nothing did.
    #[validate(length(min = 1, max = 10_000))]
    #[schema(nullable = false, min_length = 1, max_length = 10_000)]
    changes: Option<String>,
    /// What it is about; absent: the family as a whole.
    #[validate(nested)]
    #[serde(default)]
    about: AboutRequest,
}

/// Report progress to the coordinator
///
/// For the lead worker, from the first meeting on. Reports are kept; none is changed afterwards. The next is due
/// six weeks after the last: see `progress_report_due_on` of the case.
#[utoipa::path(
    tag = "Follow-up",
    request_body = ProgressReportRequest,
    responses((status = 201, description = "The report as submitted.", body = ProgressReportView)),
)]
#[post("/v1/cases/{case_id}/progress-reports")]
pub(super) async fn submit_progress_report(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<ProgressReportRequest>,
) -> ApiResult {
    let ProgressReportRequest { summary, changes, about } = body.0;
    let command = SubmitProgressReport { summary, changes, about: about.into() };
    cx.create::<ProgressReportView, _>(Id::new(*case_id), command, "/v1/progress-reports").await
}
