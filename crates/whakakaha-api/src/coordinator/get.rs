//! Reading a registration as coordinator.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::CoordinatorView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a registration as coordinator
///
/// For everybody with a token.
#[utoipa::path(tag = "Directory", responses((status = 200, description = "The registration.", body = CoordinatorView)))]
#[get("/v1/coordinators/{coordinator_id}")]
pub(super) async fn get_coordinator(cx: RequestContext, coordinator_id: Path<Uuid>) -> ApiResult {
    cx.read::<CoordinatorView>(Id::new(*coordinator_id)).await
}
