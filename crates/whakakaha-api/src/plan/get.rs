//! Reading a version of a plan.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::PlanVersionView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a version of a plan
///
/// As far as you may see it: what is kept from your agency is not in it. `content_hash` is the hash of
/// what you see, which your response names.
#[utoipa::path(tag = "Plans", responses((status = 200, description = "The version.", body = PlanVersionView)))]
#[get("/v1/plan-versions/{plan_version_id}")]
pub(super) async fn get_plan_version(cx: RequestContext, plan_version_id: Path<Uuid>) -> ApiResult {
    cx.read::<PlanVersionView>(Id::new(*plan_version_id)).await
}
