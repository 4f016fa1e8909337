//! Appointing an independent facilitator.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, meeting::AppointFacilitator};
use whakakaha_store::meeting::AppointmentKey;

use super::MeetingView;
use crate::{context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult, valid::Valid};

/// Who is to run the meeting.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AppointFacilitatorRequest {
    /// The registration as facilitator.
    facilitator_id: Uuid,
    /// That they declare themselves independent: `true`.
    independence_declared: bool,
    /// Who of the family decided; a worker who records the decision sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// Appoint a facilitator
///
/// A trained person who works for no agency that takes part runs the meeting. Until it is over they see the meeting, the
/// family's profile and who is who on the case, and nothing of plans and commitments. The family agrees to the person.
#[utoipa::path(
    tag = "Meetings",
    request_body = AppointFacilitatorRequest,
    responses((status = 200, description = "The meeting with its facilitator.", body = MeetingView)),
)]
#[post("/v1/meetings/{meeting_id}/facilitator")]
pub(super) async fn appoint_facilitator(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    body: Valid<AppointFacilitatorRequest>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    let key = AppointmentKey { meeting, facilitator: Id::new(body.0.facilitator_id) };
    let command = AppointFacilitator {
        independence_declared: body.0.independence_declared,
        evidence: body.0.family_decision.map(Into::into),
    };
    cx.execute::<MeetingView, _>(key, command, meeting).await
}
