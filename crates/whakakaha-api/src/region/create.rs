//! Adding a region.

use actix_web::post;
use whakakaha_domain::{ids::Id, region::CreateRegion};
use whakakaha_store::directory::region::NewRegion;

use super::{RegionRequest, RegionView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Add a region
///
/// For whoever keeps the directory. The code is unique.
#[utoipa::path(
    tag = "Directory",
    request_body = RegionRequest,
    responses((status = 201, description = "The region as added.", body = RegionView)),
)]
#[post("/v1/regions")]
pub(super) async fn create_region(cx: RequestContext, body: Valid<RegionRequest>) -> ApiResult {
    let place = NewRegion { code: body.0.code.clone(), parent: body.0.parent_id.map(Id::new) };
    cx.create::<RegionView, _>(place, CreateRegion(body.0.into()), "/v1/regions").await
}
