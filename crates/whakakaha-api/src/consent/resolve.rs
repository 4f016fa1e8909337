//! Recording how a disagreement of guardians was resolved.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{consent::ResolveConflict, ids::Id};

use super::overview::ConsentOverviewView;
use crate::{code::ResolutionGroundCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// Why the consent of one guardian suffices for a child although another objects.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResolveConflictRequest {
    /// The child.
    child_id: Uuid,
    /// By what it was resolved.
    ground: ResolutionGroundCode,
    /// Where that can be found: the number of an order, a letter.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "FAM-2026-085-000123")]
    reference: String,
    /// SHA-256 of the document, 64 lower-case hexadecimal digits.
    #[validate(length(equal = 64))]
    #[schema(min_length = 64, max_length = 64, pattern = "^[0-9a-f]{64}$")]
    evidence_sha256: String,
    /// The day of it; not after today.
    resolved_on: NaiveDate,
}

/// Record how guardians who disagree about a child came apart or together
///
/// For the coordinator. From then on the consent of one guardian suffices for the child. What concerns the guardian who
/// objects stays held back, and what was held back meanwhile is not sent afterwards by itself.
#[utoipa::path(
    tag = "Consent",
    request_body = ResolveConflictRequest,
    responses((status = 200, description = "What the consents add up to now.", body = ConsentOverviewView)),
)]
#[post("/v1/cases/{case_id}/consent-resolutions")]
pub(super) async fn resolve_conflict(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<ResolveConflictRequest>,
) -> ApiResult {
    let case = Id::new(*case_id);
    let command = ResolveConflict {
        child_id: Id::new(body.0.child_id),
        ground: body.0.ground.0,
        reference: body.0.reference,
        evidence_sha256: body.0.evidence_sha256,
        on: body.0.resolved_on,
    };
    cx.execute::<ConsentOverviewView, _>(case, command, case).await
}
