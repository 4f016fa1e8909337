//! Attaching a statement to what was not corrected.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{correction::AttachStatement, ids::Id};

use super::CorrectionView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What the person says about what was not corrected.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttachStatementRequest {
    /// The words.
    #[validate(length(min = 1, max = 10_000))]
    #[schema(min_length = 1, max_length = 10_000, example = "I was not there that day.")]
    text: String,
}

/// Attach my statement to what was not corrected
///
/// For whoever asked, once the answer was no. From now on the statement goes with the thing: whoever reads the thing reads
/// it there, but for other members of the family, for whom it is not. `agencies_to_tell` names those that have had the thing
/// already; they find a notice of it.
#[utoipa::path(
    tag = "Own door",
    request_body = AttachStatementRequest,
    responses((status = 200, description = "The request with the statement.", body = CorrectionView)),
)]
#[post("/v1/corrections/{correction_id}/statement")]
pub(super) async fn attach_statement(
    cx: RequestContext,
    correction_id: Path<Uuid>,
    body: Valid<AttachStatementRequest>,
) -> ApiResult {
    let correction = Id::new(*correction_id);
    let command = AttachStatement { text: body.0.text };
    cx.execute::<CorrectionView, _>(correction, command, correction).await
}
