//! Ending a membership.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, membership::EndMembership};

use super::MembershipView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// When a membership ends.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct EndMembershipRequest {
    /// The last day, not after today.
    ended_on: NaiveDate,
}

/// End a membership
///
/// It stays on record. Takes effect at once; where a case is open, consent is counted again.
#[utoipa::path(
    tag = "Families",
    request_body = EndMembershipRequest,
    responses((status = 200, description = "The membership, which has ended.", body = MembershipView)),
)]
#[post("/v1/memberships/{membership_id}/end")]
pub(super) async fn end_membership(
    cx: RequestContext,
    membership_id: Path<Uuid>,
    body: Valid<EndMembershipRequest>,
) -> ApiResult {
    let ending = Id::new(*membership_id);
    cx.execute::<MembershipView, _>(ending, EndMembership { ended_on: body.0.ended_on }, ending).await
}
