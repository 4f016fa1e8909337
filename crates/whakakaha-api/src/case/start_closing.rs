//! Beginning to close.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{case::StartClosing, ids::Id};

use super::CaseView;
use crate::{code::CloseReasonCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// Why a case will close.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct StartClosingRequest {
    /// The reason. That the family withdrew or did not consent is recorded as that, not chosen here.
    reason: CloseReasonCode,
    /// In words; mandatory for `other`.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    note: Option<String>,
}

/// Begin to close a case
///
/// For the coordinator or the lead worker, when no action is open. The final report is due from then on.
#[utoipa::path(
    tag = "Closing",
    request_body = StartClosingRequest,
    responses((status = 200, description = "The case as closing.", body = CaseView)),
)]
#[post("/v1/cases/{case_id}/closing")]
pub(super) async fn start_closing_case(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<StartClosingRequest>,
) -> ApiResult {
    let case = Id::new(*case_id);
    let command = StartClosing { reason: body.0.reason.0, note: body.0.note };
    cx.execute::<CaseView, _>(case, command, case).await
}
