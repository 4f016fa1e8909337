//! Taking an intake into triage.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, intake::TriageIntake};

use super::IntakeView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What triage found.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct TriageRequest {
    /// The family as registered, in the region of the intake.
    family_id: Uuid,
    /// What came of the check for duplicates.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "none")]
    duplicates_found: String,
    /// The agency that supports the request from now on, where it came without one.
    #[schema(nullable = false)]
    supporting_agency_id: Option<Uuid>,
}

/// Take an intake into triage
///
/// For the coordinators of its region. Names the family as registered, after a check for duplicates, and an agency that
/// supports a request which the family made alone.
#[utoipa::path(
    tag = "Intake",
    request_body = TriageRequest,
    responses((status = 200, description = "The intake in triage.", body = IntakeView)),
)]
#[post("/v1/intakes/{intake_id}/triage")]
pub(super) async fn triage_intake(
    cx: RequestContext,
    intake_id: Path<Uuid>,
    body: Valid<TriageRequest>,
) -> ApiResult {
    let TriageRequest { family_id, duplicates_found, supporting_agency_id } = body.0;
    let supporting_agency_id = supporting_agency_id.map(Id::new);
    let (intake, family_id) = (Id::new(*intake_id), Id::new(family_id));
    let command = TriageIntake { family_id, duplicates_found, supporting_agency_id };
    cx.execute::<IntakeView, _>((intake, family_id, supporting_agency_id), command, intake).await
}
