//! Giving up a version of a plan.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, plan::AbandonPlan};

use super::PlanVersionView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Why a version is given up.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanAbandonmentRequest {
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Give up a version
///
/// A draft, or a version that waits for answers. The version in force stays in force.
#[utoipa::path(
    tag = "Plans",
    request_body = PlanAbandonmentRequest,
    responses((status = 200, description = "The version as given up.", body = PlanVersionView)),
)]
#[post("/v1/plan-versions/{plan_version_id}/abandonment")]
pub(super) async fn abandon_plan_version(
    cx: RequestContext,
    plan_version_id: Path<Uuid>,
    body: Valid<PlanAbandonmentRequest>,
) -> ApiResult {
    let version = Id::new(*plan_version_id);
    cx.execute::<PlanVersionView, _>(version.into(), AbandonPlan { reason: body.0.reason }, version).await
}
