//! Ending a role.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{assignment::EndAssignment, ids::Id};

use super::AssignmentView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// When a role ends.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndAssignmentRequest {
    /// The last day, not after today.
    ended_on: NaiveDate,
}

/// End a role on a case
///
/// For the coordinator. After the first meeting a lead agency and a key contact are replaced, not ended.
#[utoipa::path(
    tag = "Cases",
    request_body = EndAssignmentRequest,
    responses((status = 200, description = "The role as ended.", body = AssignmentView)),
)]
#[post("/v1/assignments/{assignment_id}/end")]
pub(super) async fn end_assignment(
    cx: RequestContext,
    assignment_id: Path<Uuid>,
    body: Valid<EndAssignmentRequest>,
) -> ApiResult {
    let assignment = Id::new(*assignment_id);
    let command = EndAssignment { ended_on: body.0.ended_on };
    cx.execute::<AssignmentView, _>(assignment, command, assignment).await
}
