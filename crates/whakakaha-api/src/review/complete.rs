//! Completing a review.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, review::CompleteReview};

use super::ReviewView;
use crate::{
    about::AboutRequest, code::ReviewOutcomeCode, context::RequestContext, problem::ApiResult, valid::Valid,
};

/// What came of a review.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ReviewCompletionRequest {
    /// The meeting at which it took place, if there was one.
    #[schema(nullable = false)]
    meeting_id: Option<Uuid>,
    /// What comes of it.
    outcome: ReviewOutcomeCode,
    /// What the family says about how the plan works for it. Always needed.
    #[validate(length(max = 4000))]
    #[schema(nullable = false, min_length = 0, max_length = 4000)]
    family_view: Option<String>,
    /// What the family's view is about; absent: the family as a whole.
    #[validate(nested)]
    #[serde(default)]
    about: AboutRequest,
    /// The actions that were looked at: every open one.
    #[validate(length(max = 400))]
    #[schema(max_items = 400)]
    #[serde(default)]
    actions_reviewed: Vec<Uuid>,
    /// Why well-being was not scored. Always needed: the service keeps no scores.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    scores_not_done_because: Option<String>,
    /// The next review; needed unless the case is to be closed or handed on.
    #[schema(nullable = false)]
    next_review_on: Option<NaiveDate>,
}

impl From<ReviewCompletionRequest> for CompleteReview {
    fn from(request: ReviewCompletionRequest) -> Self {
        Self {
            meeting_id: request.meeting_id.map(Id::new),
            outcome: request.outcome.0,
            family_view: request.family_view,
            about: request.about.into(),
            actions_reviewed: request.actions_reviewed.into_iter().map(Id::new).collect(),
            scores_not_done_because: request.scores_not_done_because,
            next_review_on: request.next_review_on,
        }
    }
}

/// Complete a review
///
/// For the lead worker and the coordinator. Each open action was looked at, and the family said how the plan
/// works for it. Unless the case is to be closed or handed on, the next review is planned.
#[utoipa::path(
    tag = "Follow-up",
    request_body = ReviewCompletionRequest,
    responses((status = 200, description = "The completed review.", body = ReviewView)),
)]
#[post("/v1/reviews/{review_id}/completion")]
pub(super) async fn complete_review(
    cx: RequestContext,
    review_id: Path<Uuid>,
    body: Valid<ReviewCompletionRequest>,
) -> ApiResult {
    let review = Id::new(*review_id);
    cx.execute::<ReviewView, _>(review, CompleteReview::from(body.0), review).await
}
