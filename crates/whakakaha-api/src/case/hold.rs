//! Letting work rest.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{case::HoldCase, ids::Id};

use super::CaseView;
use crate::{code::HoldReasonCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// Why work rests, and until when.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoldRequest {
    /// Why.
    reason: HoldReasonCode,
    /// The day on which it is looked at again, after today.
    review_on: NaiveDate,
}

/// Let a case rest
///
/// For the coordinator or the lead worker. Somebody looks again on the day named.
#[utoipa::path(
    tag = "Cases",
    request_body = HoldRequest,
    responses((status = 200, description = "The case at rest.", body = CaseView)),
)]
#[post("/v1/cases/{case_id}/hold")]
pub(super) async fn hold_case(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<HoldRequest>,
) -> ApiResult {
    let case = Id::new(*case_id);
    let command = HoldCase { reason: body.0.reason.0, review_on: body.0.review_on };
    cx.execute::<CaseView, _>(case, command, case).await
}
