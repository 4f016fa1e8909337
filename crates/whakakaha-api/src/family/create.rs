//! Registering a family.

use actix_web::post;
use whakakaha_domain::{family::CreateFamily, ids::Id};

use super::{FamilyRequest, FamilyView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Register a family
///
/// For the coordinators of the region named. Add its members next.
#[utoipa::path(
    tag = "Families",
    request_body = FamilyRequest,
    responses((status = 201, description = "The family as registered.", body = FamilyView)),
)]
#[post("/v1/families")]
pub(super) async fn create_family(cx: RequestContext, body: Valid<FamilyRequest>) -> ApiResult {
    let region = Id::new(body.0.region_id);
    cx.create::<FamilyView, _>(region, CreateFamily(body.0.into()), "/v1/families").await
}
