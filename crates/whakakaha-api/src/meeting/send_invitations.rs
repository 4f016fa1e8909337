//! Sending the invitations.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, meeting::SendInvitations};

use super::MeetingView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Send the invitations
///
/// Every invitation that the family approved and that is not out yet goes out: again for whoever is approved later, such
/// as a substitute. Each invited worker's agency is named in the consent; workers new to the case take part from now on.
#[utoipa::path(
    tag = "Meetings",
    request_body = NoContent,
    responses((status = 200, description = "The meeting, with its invitations out.", body = MeetingView)),
)]
#[post("/v1/meetings/{meeting_id}/dispatch")]
pub(super) async fn send_invitations(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let meeting = Id::new(*meeting_id);
    cx.execute::<MeetingView, _>(meeting, SendInvitations, meeting).await
}
