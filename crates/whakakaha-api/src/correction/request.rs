//! Asking for a correction.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    correction::{CorrectionAbout, RequestCorrection},
    ids::Id,
};
use whakakaha_store::correction::NewCorrection;

use super::{CorrectionAboutView, CorrectionView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What is wrong on record, and what it should say.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct RecordCorrectionRequest {
    /// On which case.
    case_id: Uuid,
    /// What is to be corrected.
    about: CorrectionAboutView,
    /// What is wrong about it.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "The year of birth is wrong.")]
    wrong: String,
    /// What it should say.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000, example = "1994")]
    wanted: String,
}

/// Ask for something to be corrected
///
/// For a member of the family who speaks for themselves: anything of the case that they can read, their own personal
/// record, and those of the family's children. For everybody else who belongs to the family or once did: their own
/// personal record. The coordinator answers, or the agency that wrote it: an action is its owner's, a contact that of
/// whoever kept it.
#[utoipa::path(
    tag = "Own door",
    request_body = RecordCorrectionRequest,
    responses((status = 201, description = "The request as made.", body = CorrectionView)),
)]
#[post("/v1/my/corrections")]
pub(super) async fn request_correction(
    cx: RequestContext,
    body: Valid<RecordCorrectionRequest>,
) -> ApiResult {
    let Valid(RecordCorrectionRequest { case_id, about, wrong, wanted }) = body;
    let about = CorrectionAbout { kind: about.kind.0, id: about.id };
    let target = NewCorrection { case: Id::new(case_id), about };
    let command = RequestCorrection { about, wrong, wanted };
    cx.create::<CorrectionView, _>(target, command, "/v1/corrections").await
}
