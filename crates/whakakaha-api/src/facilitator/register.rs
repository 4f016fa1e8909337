//! Registering a facilitator.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{facilitator::RegisterFacilitator, ids::Id};

use super::FacilitatorView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Who is to facilitate meetings.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct FacilitatorRequest {
    /// Who.
    worker_id: Uuid,
}

/// Register a facilitator
///
/// Without training yet: record the courses next. For whoever keeps the directory.
#[utoipa::path(
    tag = "Directory",
    request_body = FacilitatorRequest,
    responses((status = 201, description = "The facilitator.", body = FacilitatorView)),
)]
#[post("/v1/facilitators")]
pub(super) async fn register_facilitator(cx: RequestContext, body: Valid<FacilitatorRequest>) -> ApiResult {
    let worker = Id::new(body.0.worker_id);
    cx.create::<FacilitatorView, _>(worker, RegisterFacilitator, "/v1/facilitators").await
}
