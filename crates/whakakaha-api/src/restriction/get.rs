//! Reading a restriction.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::RestrictionView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a restriction
///
/// For the family, the coordinator, the lead worker and the key contact, unless something is kept from them by it.
#[utoipa::path(
    tag = "Preparation",
    responses((status = 200, description = "The restriction.", body = RestrictionView)),
)]
#[get("/v1/restrictions/{restriction_id}")]
pub(super) async fn get_restriction(cx: RequestContext, restriction_id: Path<Uuid>) -> ApiResult {
    cx.read::<RestrictionView>(Id::new(*restriction_id)).await
}
