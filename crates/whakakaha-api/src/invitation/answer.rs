//! Answering an invitation.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, meeting::AnswerInvitation};

use super::InvitationView;
use crate::{code::AnswerCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// An answer.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerInvitationRequest {
    /// The answer.
    answer: AnswerCode,
    /// Why, where they want to say.
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500)]
    reason: Option<String>,
}

/// Answer an invitation
///
/// By the invited worker or family member, or recorded by the coordinator or lead worker. Another answer may follow until
/// the meeting starts.
#[utoipa::path(
    tag = "Meetings",
    request_body = AnswerInvitationRequest,
    responses((status = 200, description = "The invitation as answered.", body = InvitationView)),
)]
#[post("/v1/invitations/{invitation_id}/answer")]
pub(super) async fn answer_invitation(
    cx: RequestContext,
    invitation_id: Path<Uuid>,
    body: Valid<AnswerInvitationRequest>,
) -> ApiResult {
    let invitation = Id::new(*invitation_id);
    let command = AnswerInvitation { answer: body.0.answer.0, reason: body.0.reason };
    cx.execute::<InvitationView, _>(invitation, command, invitation).await
}
