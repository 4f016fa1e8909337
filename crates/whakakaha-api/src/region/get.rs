//! Reading a region.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::RegionView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a region
///
/// For everybody with a token.
#[utoipa::path(tag = "Directory", responses((status = 200, description = "The region.", body = RegionView)))]
#[get("/v1/regions/{region_id}")]
pub(super) async fn get_region(cx: RequestContext, region_id: Path<Uuid>) -> ApiResult {
    cx.read::<RegionView>(Id::new(*region_id)).await
}
