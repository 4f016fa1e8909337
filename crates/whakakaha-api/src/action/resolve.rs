//! Ending a commitment without its being done.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{action::ResolveAction, ids::Id};

use super::ActionView;
use crate::{code::ActionStatusCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// How a commitment ends without being done.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ResolutionRequest {
    /// `released`, by agreement with its owner, or `cancelled`.
    resolution: ActionStatusCode,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Release or cancel an action
///
/// For the lead worker and the coordinator. A commitment never disappears: it stays on record with the
/// reason. While a version of the plan that has the action waits for answers, it is refused
/// (`action.in_circulated_plan`): nobody is to agree to what nobody owes any more.
#[utoipa::path(
    tag = "Follow-up",
    request_body = ResolutionRequest,
    responses((status = 200, description = "The action as ended.", body = ActionView)),
)]
#[post("/v1/actions/{action_id}/resolution")]
pub(super) async fn resolve_action(
    cx: RequestContext,
    action_id: Path<Uuid>,
    body: Valid<ResolutionRequest>,
) -> ApiResult {
    let action = Id::new(*action_id);
    let command = ResolveAction { resolution: body.0.resolution.0, reason: body.0.reason };
    cx.execute::<ActionView, _>(action, command, action).await
}
