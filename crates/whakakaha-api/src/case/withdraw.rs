//! The family withdraws.

use actix_web::{post, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    case::{CaseStatus, WithdrawFamily},
    ids::Id,
};

use crate::{code::CaseStatusCode, context::RequestContext, problem::ApiResult, reply, valid::Valid};

/// How the family said that it withdraws. No reason is asked for.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct WithdrawFamilyRequest {
    /// How the family told: in person, by telephone, in writing, by themselves.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "by telephone")]
    channel: String,
    /// Who of the family told, where a worker records it and knows.
    #[schema(nullable = false)]
    said_by: Option<Uuid>,
}

/// A case that was closed.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseClosed)]
pub(crate) struct CaseClosedView {
    id: Uuid,
    /// Where the case stands: `closed`.
    status: CaseStatusCode,
}

impl CaseClosedView {
    pub(super) fn of(id: Uuid) -> Self {
        Self { id, status: CaseStatus::Closed.into() }
    }
}

/// Withdraw the family
///
/// For any member of the family, or recorded by the key contact or the coordinator. Always succeeds: the
/// case closes at once, every consent is taken back, every open action is released, and agencies no
/// longer see the case.
#[utoipa::path(
    tag = "Closing",
    request_body = WithdrawFamilyRequest,
    responses((status = 200, description = "The case is closed.", body = CaseClosedView)),
)]
#[post("/v1/cases/{case_id}/withdrawal")]
pub(super) async fn withdraw_family(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<WithdrawFamilyRequest>,
) -> ApiResult {
    let case = *case_id;
    let WithdrawFamilyRequest { channel, said_by } = body.0;
    let command = WithdrawFamily { channel, said_by: said_by.map(Id::new) };
    let answer = move |_| reply::json(200, &CaseClosedView::of(case));
    cx.acknowledge(Id::new(case), command, answer).await
}
