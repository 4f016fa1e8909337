//! The family approves a meeting, aspect by aspect.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, meeting::ApproveMeeting};

use super::MeetingView;
use crate::{
    code::AspectCode, context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult,
    valid::Valid,
};

/// What the family approves.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApproveMeetingRequest {
    /// The aspects; those approved before stay approved.
    #[validate(length(min = 1, max = 4))]
    #[schema(min_items = 1, max_items = 4)]
    aspects: Vec<AspectCode>,
    /// Who of the family decided; a worker who records the decision sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// Approve a meeting
///
/// Agenda, time, venue and participants, each for itself. With the last of the four the meeting is approved, and
/// invitations can go out.
#[utoipa::path(
    tag = "Meetings",
    request_body = ApproveMeetingRequest,
    responses((status = 200, description = "The meeting as approved so far.", body = MeetingView)),
)]
#[post("/v1/meetings/{meeting_id}/approvals")]
pub(super) async fn approve_meeting(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    body: Valid<ApproveMeetingRequest>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    let aspects = body.0.aspects.into_iter().map(|aspect| aspect.0).collect();
    let command = ApproveMeeting { aspects, evidence: body.0.family_decision.map(Into::into) };
    cx.execute::<MeetingView, _>(meeting, command, meeting).await
}
