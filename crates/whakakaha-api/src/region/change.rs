//! Changing a region.

use actix_web::{put, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, region::ChangeRegion};
use whakakaha_store::directory::region::Move;

use super::{RegionRequest, RegionView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Change a region
///
/// Replaces what is said of it. Its code and time zone stay as they are.
#[utoipa::path(
    tag = "Directory",
    request_body = RegionRequest,
    responses((status = 200, description = "The region as changed.", body = RegionView)),
)]
#[put("/v1/regions/{region_id}")]
pub(super) async fn change_region(
    cx: RequestContext,
    region_id: Path<Uuid>,
    body: Valid<RegionRequest>,
) -> ApiResult {
    let region = Id::new(*region_id);
    let lineage = Move { region, parent: body.0.parent_id.map(Id::new) };
    cx.execute::<RegionView, _>(lineage, ChangeRegion(body.0.into()), region).await
}
