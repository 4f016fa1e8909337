//! Changing what is said of a family.

use actix_web::{put, web::Path};
use uuid::Uuid;
use whakakaha_domain::{family::ChangeFamily, ids::Id};
use whakakaha_store::family::FamilyToRegion;

use super::{FamilyRequest, FamilyView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Change what is said of a family
///
/// Replaces all of it; memberships are added and ended instead. For the coordinators of the family's
/// region, who may move the family to another region that they coordinate.
#[utoipa::path(
    tag = "Families",
    request_body = FamilyRequest,
    responses((status = 200, description = "The family as changed.", body = FamilyView)),
)]
#[put("/v1/families/{family_id}")]
pub(super) async fn change_family(
    cx: RequestContext,
    family_id: Path<Uuid>,
    body: Valid<FamilyRequest>,
) -> ApiResult {
    let family = Id::new(*family_id);
    let wanted = FamilyToRegion { family, region: Id::new(body.0.region_id) };
    cx.execute::<FamilyView, _>(wanted, ChangeFamily(body.0.into()), family).await
}
