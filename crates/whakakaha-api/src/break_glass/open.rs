//! Opening a case in an emergency.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{break_glass::OpenBreakGlass, ids::Id};

use super::BreakGlassGrantView;
use crate::{
    code::{BreakGlassGroundCode, BreakGlassPartCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
};

/// Why a case is opened in an emergency, how much of it, and for how long.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct BreakGlassRequest {
    /// Why. The family is told which it was when it is over.
    ground: BreakGlassGroundCode,
    /// Why, in words. Whoever reviews it reads them; the family only if the review finds that they endanger nobody.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "The hospital asks whom to call for the girl.")]
    reason: String,
    /// How much of the case: the least that helps.
    part: BreakGlassPartCode,
    /// For how many minutes, three hours at most.
    #[validate(range(min = 1, max = 180))]
    #[schema(minimum = 1, maximum = 180, example = 30)]
    minutes: u16,
}

/// Open a case in an emergency
///
/// Break the glass: for a worker whose token allows it and to whom no role opens the case. From the next request on
/// they read the part that they asked for, whatever the family has consented to; they write nothing. Read the case's
/// safety alerts (`GET /v1/cases/{case_id}/safety-alerts`) first: they say of whom to be careful. What the family keeps
/// from them by name stays closed, and so do what its members answered to consents, their restrictions, their
/// statements, disclosures and advice. It ends by itself, or when it is taken back. The family is told then, and
/// somebody else reviews it. Before that review they do not open the same case again; the attempt is recorded as denied.
#[utoipa::path(
    tag = "Oversight",
    request_body = BreakGlassRequest,
    responses((status = 201, description = "The grant.", body = BreakGlassGrantView)),
)]
#[post("/v1/cases/{case_id}/break-glass-grants")]
pub(super) async fn break_glass(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<BreakGlassRequest>,
) -> ApiResult {
    let Valid(BreakGlassRequest { ground, reason, part, minutes }) = body;
    let command = OpenBreakGlass { ground: ground.0, reason, part: part.0, minutes };
    cx.create::<BreakGlassGrantView, _>(Id::new(*case_id), command, "/v1/break-glass-grants").await
}
