//! The family wants somebody to come.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, meeting::ApproveInvitation};

use super::InvitationView;
use crate::{context::RequestContext, decision::FamilyAgreementRequest, problem::ApiResult, valid::Valid};

/// Approve an invitation
///
/// The family approves one named person, also one whom it had declined before.
#[utoipa::path(
    tag = "Meetings",
    request_body = FamilyAgreementRequest,
    responses((status = 200, description = "The invitation as approved.", body = InvitationView)),
)]
#[post("/v1/invitations/{invitation_id}/approval")]
pub(super) async fn approve_invitation(
    cx: RequestContext,
    invitation_id: Path<Uuid>,
    body: Valid<FamilyAgreementRequest>,
) -> ApiResult {
    let invitation = Id::new(*invitation_id);
    let command = ApproveInvitation { evidence: body.0.family_decision.map(Into::into) };
    cx.execute::<InvitationView, _>(invitation, command, invitation).await
}
