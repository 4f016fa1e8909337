//! Reading a review.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ReviewView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a review
///
/// For the family and for whoever takes part in the case.
#[utoipa::path(tag = "Follow-up", responses((status = 200, description = "The review.", body = ReviewView)))]
#[get("/v1/reviews/{review_id}")]
pub(super) async fn get_review(cx: RequestContext, review_id: Path<Uuid>) -> ApiResult {
    cx.read::<ReviewView>(Id::new(*review_id)).await
}
