//! Writing a draft.

use actix_web::{put, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, plan::RevisePlan};
use whakakaha_store::plan::PlanKey;

use super::{
    PlanVersionView,
    content::{PlanContentRequest, workers},
};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Write a draft
///
/// Replaces the whole content of the draft. Goals and actions with an `id` keep it, others get one; an
/// action names its goal by the `key` that the goal has in this request, or by the goal's `id`. What is
/// kept from your agency stays in the plan as it is.
#[utoipa::path(
    tag = "Plans",
    request_body = PlanContentRequest,
    responses((status = 200, description = "The draft as written.", body = PlanVersionView)),
)]
#[put("/v1/plan-versions/{plan_version_id}")]
pub(super) async fn change_plan_version(
    cx: RequestContext,
    plan_version_id: Path<Uuid>,
    body: Valid<PlanContentRequest>,
) -> ApiResult {
    let version = Id::new(*plan_version_id);
    let wish = body.0.wish()?;
    let key = PlanKey { version, workers: workers(&wish) };
    cx.execute::<PlanVersionView, _>(key, RevisePlan(wish), version).await
}
