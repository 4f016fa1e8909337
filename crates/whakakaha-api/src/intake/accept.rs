//! Accepting an intake.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, intake::AcceptIntake};

use super::offer::OfferRequest;
use crate::{case::CaseView, context::RequestContext, problem::ApiResult, valid::Valid};

/// Why a case is opened.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptIntakeRequest {
    /// Agencies involved or needed: at least two, unless there is a reason for an exception.
    #[validate(length(max = 30))]
    #[schema(max_items = 30)]
    agencies: Vec<Uuid>,
    /// Why it is accepted although children, needs or agencies are missing.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    override_reason: Option<String>,
    /// Whether somebody is in danger now. Then no case is opened: the matter is handed on by law.
    immediate_danger: bool,
    /// How the process was offered to the family, and what it said. A family that declined has no case.
    #[validate(nested)]
    offer: OfferRequest,
}

/// Accept an intake
///
/// For the coordinators of its region. Opens the case, which the caller coordinates and which waits
/// for the family's consent. For a family whose case was closed it is a new episode, which names the one before.
#[utoipa::path(
    tag = "Intake",
    request_body = AcceptIntakeRequest,
    responses((status = 201, description = "The case as opened.", body = CaseView)),
)]
#[post("/v1/intakes/{intake_id}/acceptance")]
pub(super) async fn accept_intake(
    cx: RequestContext,
    intake_id: Path<Uuid>,
    body: Valid<AcceptIntakeRequest>,
) -> ApiResult {
    let agencies: Vec<_> = body.0.agencies.iter().copied().map(Id::new).collect();
    let target = (Id::new(*intake_id), agencies.clone());
    let AcceptIntakeRequest { override_reason, immediate_danger, offer, .. } = body.0;
    let command = AcceptIntake { agencies, override_reason, immediate_danger, offer: offer.into() };
    cx.create::<CaseView, _>(target, command, "/v1/cases").await
}
