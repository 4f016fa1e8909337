//! Recording a course that a facilitator completed.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    facilitator::{RecordTraining, Training},
    ids::Id,
};

use super::FacilitatorView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// A course that a facilitator completed.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct TrainingRequest {
    /// Name of the course.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    course: String,
    /// The day on which it was completed, not after today.
    completed_on: NaiveDate,
    /// The last day on which it counts; leave it out where it does not lapse.
    #[schema(nullable = false)]
    expires_on: Option<NaiveDate>,
}

/// Record a facilitator's training
///
/// Only training that counts on the day of a meeting lets somebody facilitate it. For whoever keeps the
/// directory.
#[utoipa::path(
    tag = "Directory",
    request_body = TrainingRequest,
    responses((status = 200, description = "The facilitator with the course.", body = FacilitatorView)),
)]
#[post("/v1/facilitators/{facilitator_id}/training")]
pub(super) async fn record_training(
    cx: RequestContext,
    facilitator_id: Path<Uuid>,
    body: Valid<TrainingRequest>,
) -> ApiResult {
    let facilitator = Id::new(*facilitator_id);
    let TrainingRequest { course, completed_on, expires_on } = body.0;
    let command = RecordTraining(Training { course, completed_on, expires_on });
    cx.execute::<FacilitatorView, _>(facilitator, command, facilitator).await
}
