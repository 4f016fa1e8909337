//! Reading a facilitator.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::FacilitatorView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a facilitator
///
/// For everybody with a token.
#[utoipa::path(tag = "Directory", responses((status = 200, description = "The facilitator.", body = FacilitatorView)))]
#[get("/v1/facilitators/{facilitator_id}")]
pub(super) async fn get_facilitator(cx: RequestContext, facilitator_id: Path<Uuid>) -> ApiResult {
    cx.read::<FacilitatorView>(Id::new(*facilitator_id)).await
}
