//! Ending an intake without a case.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, intake::DeclineIntake};

use super::{IntakeView, offer::OfferRequest};
use crate::{code::IntakeOutcomeCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// How an intake ends without a case.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct CloseIntakeRequest {
    /// How.
    outcome: IntakeOutcomeCode,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
    /// Where the family was sent or the matter was handed to; mandatory when escalated.
    #[validate(length(min = 1, max = 200))]
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    target: Option<String>,
    /// By which law; mandatory when escalated.
    #[validate(length(min = 1, max = 200))]
    #[schema(nullable = false, min_length = 1, max_length = 200)]
    legal_basis: Option<String>,
    /// How the process was offered to the family, and what it said, where it was.
    #[validate(nested)]
    #[schema(nullable = false)]
    offer: Option<OfferRequest>,
}

/// End an intake without a case
///
/// For the coordinators of its region: redirected, declined, or handed on by law.
#[utoipa::path(
    tag = "Intake",
    request_body = CloseIntakeRequest,
    responses((status = 200, description = "The intake as ended.", body = IntakeView)),
)]
#[post("/v1/intakes/{intake_id}/closure")]
pub(super) async fn close_intake(
    cx: RequestContext,
    intake_id: Path<Uuid>,
    body: Valid<CloseIntakeRequest>,
) -> ApiResult {
    let CloseIntakeRequest { outcome, reason, target, legal_basis, offer } = body.0;
    let offer = offer.map(Into::into);
    let intake = Id::new(*intake_id);
    let command = DeclineIntake { outcome: outcome.0, reason, target, legal_basis, offer };
    cx.execute::<IntakeView, _>(intake, command, intake).await
}
