//! The family does not want somebody to come.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, meeting::RefuseInvitation};

use super::InvitationView;
use crate::{context::RequestContext, decision::FamilyAgreementRequest, problem::ApiResult, valid::Valid};

/// Refuse an invitation
///
/// The family declines one named person, or takes the invitation back once it went out, until the meeting starts. It
/// gives no reason.
#[utoipa::path(
    tag = "Meetings",
    request_body = FamilyAgreementRequest,
    responses((status = 200, description = "The invitation as declined or taken back.", body = InvitationView)),
)]
#[post("/v1/invitations/{invitation_id}/refusal")]
pub(super) async fn refuse_invitation(
    cx: RequestContext,
    invitation_id: Path<Uuid>,
    body: Valid<FamilyAgreementRequest>,
) -> ApiResult {
    let invitation = Id::new(*invitation_id);
    let command = RefuseInvitation { evidence: body.0.family_decision.map(Into::into) };
    cx.execute::<InvitationView, _>(invitation, command, invitation).await
}
