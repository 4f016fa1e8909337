//! Reviewing a break-glass grant.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{break_glass::ReviewBreakGlass, ids::Id};

use super::BreakGlassGrantView;
use crate::{code::BreakGlassOutcomeCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// What was found.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct BreakGlassReviewRequest {
    /// Whether there was reason to open the case.
    outcome: BreakGlassOutcomeCode,
    /// Why.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "The hospital had nobody else to ask.")]
    findings: String,
    /// What follows from it; must be said where there was no reason.
    #[validate(length(min = 1, max = 4000))]
    #[schema(
        min_length = 1,
        max_length = 4000,
        nullable = false,
        example = "The agency changes its roster."
    )]
    follow_up: Option<String>,
    /// Whether the family reads the reason in the holder's words: `true` only where they endanger nobody.
    tell_reason: bool,
}

/// Review a break-glass grant
///
/// For the privacy officer, or somebody who supervises the holder's agency, and never for the holder: once it is over,
/// within five working days. The family is told what was found.
#[utoipa::path(
    tag = "Oversight",
    request_body = BreakGlassReviewRequest,
    responses((status = 200, description = "The grant as reviewed.", body = BreakGlassGrantView)),
)]
#[post("/v1/break-glass-grants/{break_glass_grant_id}/review")]
pub(super) async fn review_break_glass_grant(
    cx: RequestContext,
    break_glass_grant_id: Path<Uuid>,
    body: Valid<BreakGlassReviewRequest>,
) -> ApiResult {
    let Valid(BreakGlassReviewRequest { outcome, findings, follow_up, tell_reason }) = body;
    let grant = Id::new(*break_glass_grant_id);
    let command = ReviewBreakGlass { outcome: outcome.0, findings, follow_up, reason_told: tell_reason };
    cx.execute::<BreakGlassGrantView, _>(grant, command, grant).await
}
