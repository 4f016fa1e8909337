//! Reading a meeting.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::MeetingView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a meeting
///
/// For everybody whom the family lets in. Those who do not prepare the meeting see only invitations that went out, and the
/// address of a family's home only when they are invited.
#[utoipa::path(
    tag = "Meetings",
    responses((status = 200, description = "The meeting.", body = MeetingView)),
)]
#[get("/v1/meetings/{meeting_id}")]
pub(super) async fn get_meeting(cx: RequestContext, meeting_id: Path<Uuid>) -> ApiResult {
    cx.read::<MeetingView>(Id::new(*meeting_id)).await
}
