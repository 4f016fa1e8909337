//! Closing a case.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{case::CloseCase, ids::Id};

use super::CaseView;
use crate::{
    code::{IndependenceCode, OutcomeCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
};

/// How a case ended.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseCaseRequest {
    /// What became of the goals.
    outcome: OutcomeCode,
    /// Whether the family can reach services unaided.
    independence: IndependenceCode,
    /// In words; where there is no final report, says why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    note: Option<String>,
}

/// Close a case
///
/// For the coordinator. Roles end, planned reviews are dropped; the coordinator still answers for the
/// case. Most reasons need an accepted final report.
#[utoipa::path(
    tag = "Closing",
    request_body = CloseCaseRequest,
    responses((status = 200, description = "The case as closed.", body = CaseView)),
)]
#[post("/v1/cases/{case_id}/closure")]
pub(super) async fn close_case(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<CloseCaseRequest>,
) -> ApiResult {
    let case = Id::new(*case_id);
    let CloseCaseRequest { outcome, independence, note } = body.0;
    let command = CloseCase { outcome: outcome.0, independence: independence.0, note };
    cx.execute::<CaseView, _>(case, command, case).await
}
