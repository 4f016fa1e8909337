//! Calling a meeting off.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, meeting::CancelMeeting};

use super::MeetingView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Why a meeting is called off.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct CancelMeetingRequest {
    /// Why, for those who prepare meetings with the family.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
}

/// Cancel a meeting
///
/// Before it starts. The invited are told only that it is cancelled.
#[utoipa::path(
    tag = "Meetings",
    request_body = CancelMeetingRequest,
    responses((status = 200, description = "The meeting as cancelled.", body = MeetingView)),
)]
#[post("/v1/meetings/{meeting_id}/cancellation")]
pub(super) async fn cancel_meeting(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    body: Valid<CancelMeetingRequest>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    cx.execute::<MeetingView, _>(meeting, CancelMeeting { reason: body.0.reason }, meeting).await
}
