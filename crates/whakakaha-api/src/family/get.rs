//! Reading a family.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::FamilyView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a family
///
/// With everybody who is or was a member. For the coordinators of its region, for whoever works on its open
/// case, and for its members.
#[utoipa::path(tag = "Families", responses((status = 200, description = "The family.", body = FamilyView)))]
#[get("/v1/families/{family_id}")]
pub(super) async fn get_family(cx: RequestContext, family_id: Path<Uuid>) -> ApiResult {
    cx.read::<FamilyView>(Id::new(*family_id)).await
}
