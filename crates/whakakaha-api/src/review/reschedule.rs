//! Moving a review to another day.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, review::RescheduleReview};

use super::ReviewView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Another day for a review.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ReviewReschedulingRequest {
    /// The new day: after today, at most twelve weeks after the family last met; weekends will do.
    due_on: NaiveDate,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Move a review
///
/// For the lead worker and the coordinator, before it begins. The day on which it was first planned stays
/// on record.
#[utoipa::path(
    tag = "Follow-up",
    request_body = ReviewReschedulingRequest,
    responses((status = 200, description = "The review on its new day.", body = ReviewView)),
)]
#[post("/v1/reviews/{review_id}/rescheduling")]
pub(super) async fn reschedule_review(
    cx: RequestContext,
    review_id: Path<Uuid>,
    body: Valid<ReviewReschedulingRequest>,
) -> ApiResult {
    let review = Id::new(*review_id);
    let command = RescheduleReview { due_on: body.0.due_on, reason: body.0.reason };
    cx.execute::<ReviewView, _>(review, command, review).await
}
