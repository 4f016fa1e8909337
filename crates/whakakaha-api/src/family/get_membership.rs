//! Reading a membership.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::MembershipView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a membership
///
/// For whoever may read the family.
#[utoipa::path(tag = "Families", responses((status = 200, description = "The membership.", body = MembershipView)))]
#[get("/v1/memberships/{membership_id}")]
pub(super) async fn get_membership(cx: RequestContext, membership_id: Path<Uuid>) -> ApiResult {
    cx.read::<MembershipView>(Id::new(*membership_id)).await
}
