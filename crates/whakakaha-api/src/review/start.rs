//! Beginning a review.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, review::StartReview};

use super::ReviewView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Begin a review
///
/// For the lead worker and the coordinator: a review that is planned, due or missed.
#[utoipa::path(
    tag = "Follow-up",
    request_body = NoContent,
    responses((status = 200, description = "The review, in progress.", body = ReviewView)),
)]
#[post("/v1/reviews/{review_id}/start")]
pub(super) async fn start_review(
    cx: RequestContext,
    review_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let review = Id::new(*review_id);
    cx.execute::<ReviewView, _>(review, StartReview, review).await
}
