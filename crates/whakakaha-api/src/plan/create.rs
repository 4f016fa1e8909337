//! Beginning a version of a plan.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, plan::DraftPlan};
use whakakaha_store::plan::NewPlan;

use super::PlanVersionView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// How a version of a plan begins.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanVersionRequest {
    /// The meeting that it comes from; by default the last that decided on a plan.
    #[schema(nullable = false)]
    meeting_id: Option<Uuid>,
    /// Why there is a new version. Needed once a version was sent to its parties.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000, example = "change of circumstances")]
    change_reason: Option<String>,
}

/// Begin a version of the plan
///
/// For the lead worker, the key contact and the coordinator of an active case. The draft begins with what
/// the newest version that was sent and is not given up says, be it waiting for answers, declined or in force,
/// with today's due dates where that version does not set others; the version in force stays in force until
/// the new one is agreed. The first version needs a meeting that decided on a
/// plan. A case has one draft at a time.
#[utoipa::path(
    tag = "Plans",
    request_body = PlanVersionRequest,
    responses((status = 201, description = "The draft.", body = PlanVersionView)),
)]
#[post("/v1/cases/{case_id}/plan-versions")]
pub(super) async fn create_plan_version(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<PlanVersionRequest>,
) -> ApiResult {
    let command =
        DraftPlan { meeting_id: body.0.meeting_id.map(Id::new), change_reason: body.0.change_reason };
    cx.create::<PlanVersionView, _>(NewPlan(Id::new(*case_id)), command, "/v1/plan-versions").await
}
