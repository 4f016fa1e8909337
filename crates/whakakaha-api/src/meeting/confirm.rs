//! Confirming a meeting.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, meeting::ConfirmMeeting};

use super::MeetingView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Confirm a meeting
///
/// It will take place. At least one invited member of the family has accepted; the member `warnings` of the meeting says
/// what else is worth a thought.
#[utoipa::path(
    tag = "Meetings",
    request_body = NoContent,
    responses((status = 200, description = "The meeting as confirmed.", body = MeetingView)),
)]
#[post("/v1/meetings/{meeting_id}/confirmation")]
pub(super) async fn confirm_meeting(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    cx.execute::<MeetingView, _>(meeting, ConfirmMeeting, meeting).await
}
