//! Breaking a meeting off.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, meeting::AdjournMeeting};

use super::MeetingView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Why a meeting is broken off.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdjournMeetingRequest {
    /// Why, for those who prepare meetings with the family.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
}

/// Adjourn a meeting
///
/// After it has started. Nothing comes of it; another meeting can be convened. The facilitator's part in the case ends.
#[utoipa::path(
    tag = "Meetings",
    request_body = AdjournMeetingRequest,
    responses((status = 200, description = "The meeting as adjourned.", body = MeetingView)),
)]
#[post("/v1/meetings/{meeting_id}/adjournment")]
pub(super) async fn adjourn_meeting(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    body: Valid<AdjournMeetingRequest>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    cx.execute::<MeetingView, _>(meeting, AdjournMeeting { reason: body.0.reason }, meeting).await
}
