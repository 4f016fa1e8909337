//! Starting a meeting.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, meeting::StartMeeting};

use super::MeetingView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Start a meeting
///
/// What may have changed since the invitations went out is looked at once more, such as the family's consent,
/// who may come together, and the facilitator. What is for the coordinator alone to settle sends everybody else
/// to the coordinator (`meeting.coordinator_first`).
#[utoipa::path(
    tag = "Meetings",
    request_body = NoContent,
    responses((status = 200, description = "The meeting as started.", body = MeetingView)),
)]
#[post("/v1/meetings/{meeting_id}/start")]
pub(super) async fn start_meeting(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    cx.execute::<MeetingView, _>(meeting, StartMeeting, meeting).await
}
