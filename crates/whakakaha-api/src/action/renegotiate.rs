//! Agreeing on another due date.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{action::RenegotiateAction, ids::Id};

use super::ActionView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Another due date.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct DueDateRequest {
    /// The new date, after today.
    due_on: NaiveDate,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Set another due date
///
/// For the lead worker and the coordinator, once it is agreed. The date before stays on record.
#[utoipa::path(
    tag = "Follow-up",
    request_body = DueDateRequest,
    responses((status = 200, description = "The action with its new due date.", body = ActionView)),
)]
#[post("/v1/actions/{action_id}/due-date")]
pub(super) async fn renegotiate_action(
    cx: RequestContext,
    action_id: Path<Uuid>,
    body: Valid<DueDateRequest>,
) -> ApiResult {
    let action = Id::new(*action_id);
    let command = RenegotiateAction { due_on: body.0.due_on, reason: body.0.reason };
    cx.execute::<ActionView, _>(action, command, action).await
}
