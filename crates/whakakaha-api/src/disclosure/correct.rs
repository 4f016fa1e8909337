//! Correcting an item.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{disclosure::CorrectDisclosure, ids::Id};

use super::DisclosureView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// A corrected wording.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct CorrectionRequest {
    /// What it says now.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    summary: String,
    /// What was wrong.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Correct an item of information
///
/// For a worker of the agency that has it, after it was disclosed, where somebody whom it concerns has asked for a
/// correction: this answers the oldest request that waits, in the words of `reason`. Each request carries one
/// correction. The recipients read the corrected wording from now on, and why, and are told. Where the agency itself
/// finds the item wrong, it takes it back and proposes another one, of which the family is told anew (F1-16).
#[utoipa::path(
    tag = "Disclosure",
    request_body = CorrectionRequest,
    responses((status = 200, description = "The item as corrected.", body = DisclosureView)),
)]
#[post("/v1/disclosures/{disclosure_id}/correction")]
pub(super) async fn correct_disclosure(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    body: Valid<CorrectionRequest>,
) -> ApiResult {
    let item = Id::new(*disclosure_id);
    let command = CorrectDisclosure { summary: body.0.summary, reason: body.0.reason };
    cx.execute::<DisclosureView, _>(item, command, item).await
}
