//! Reading an invitation.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::InvitationView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read an invitation
///
/// Those who do not prepare the meeting see only invitations that went out.
#[utoipa::path(
    tag = "Meetings",
    responses((status = 200, description = "The invitation.", body = InvitationView)),
)]
#[get("/v1/invitations/{invitation_id}")]
pub(super) async fn get_invitation(cx: RequestContext, invitation_id: Path<Uuid>) -> ApiResult {
    cx.read::<InvitationView>(Id::new(*invitation_id)).await
}
