//! Answering a request to correct something.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    correction::{AcceptCorrection, RefuseCorrection},
    ids::Id,
};

use super::CorrectionView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What was done.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptCorrectionRequest {
    /// What was done.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "The year is 1994 now.")]
    note: String,
}

/// Why something stays as it is.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct RefuseCorrectionRequest {
    /// Why.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "It is what was said in the meeting.")]
    reason: String,
}

/// Say that something was corrected
///
/// For the coordinator, or a worker on the case of the agency that wrote it, once it has been corrected by the operation
/// that there is for that. The other agencies that have it find a notice of it.
#[utoipa::path(
    tag = "Cases",
    request_body = AcceptCorrectionRequest,
    responses((status = 200, description = "The request as answered.", body = CorrectionView)),
)]
#[post("/v1/corrections/{correction_id}/acceptance")]
pub(super) async fn accept_correction(
    cx: RequestContext,
    correction_id: Path<Uuid>,
    body: Valid<AcceptCorrectionRequest>,
) -> ApiResult {
    let correction = Id::new(*correction_id);
    let command = AcceptCorrection { words: body.0.note };
    cx.execute::<CorrectionView, _>(correction, command, correction).await
}

/// Refuse to correct something
///
/// For the coordinator, or a worker on the case of the agency that wrote it, with the reason. The person may attach a
/// statement then.
#[utoipa::path(
    tag = "Cases",
    request_body = RefuseCorrectionRequest,
    responses((status = 200, description = "The request as answered.", body = CorrectionView)),
)]
#[post("/v1/corrections/{correction_id}/refusal")]
pub(super) async fn refuse_correction(
    cx: RequestContext,
    correction_id: Path<Uuid>,
    body: Valid<RefuseCorrectionRequest>,
) -> ApiResult {
    let correction = Id::new(*correction_id);
    let command = RefuseCorrection { words: body.0.reason };
    cx.execute::<CorrectionView, _>(correction, command, correction).await
}
