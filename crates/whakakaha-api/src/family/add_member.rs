//! Adding a member to a family.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, membership::AddMember};
use whakakaha_store::family::NewMember;

use super::MembershipView;
use crate::{code::FamilyRoleCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// Who joins a family, and how they belong.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct MembershipRequest {
    /// Who.
    person_id: Uuid,
    /// How they belong.
    role: FamilyRoleCode,
    /// Whether a child or young person depends on the family.
    #[serde(default)]
    dependent: bool,
    /// Whether the young person understands enough to consent for themselves.
    #[serde(default)]
    consents_for_self: bool,
    /// First day, not after today.
    started_on: NaiveDate,
}

/// Add a member to a family
///
/// For the coordinators of the family's region. Where a case is open, consent is counted again: one more
/// adult must agree before agencies see anything.
#[utoipa::path(
    tag = "Families",
    request_body = MembershipRequest,
    responses((status = 201, description = "The membership.", body = MembershipView)),
)]
#[post("/v1/families/{family_id}/members")]
pub(super) async fn add_member(
    cx: RequestContext,
    family_id: Path<Uuid>,
    body: Valid<MembershipRequest>,
) -> ApiResult {
    let MembershipRequest { person_id, role, dependent, consents_for_self, started_on } = body.0;
    let wanted = NewMember { family: Id::new(*family_id), person: Id::new(person_id) };
    let command = AddMember { role: role.0, dependent, consents_for_self, started_on };
    cx.create::<MembershipView, _>(wanted, command, "/v1/memberships").await
}
