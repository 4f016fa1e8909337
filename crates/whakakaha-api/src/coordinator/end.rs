//! Ending a registration as coordinator.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{coordinator::EndCoordinator, ids::Id};

use super::CoordinatorView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// When a registration as coordinator ends.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct EndCoordinatorRequest {
    /// The last day, not after today.
    ended_on: NaiveDate,
}

/// End a registration as coordinator
///
/// Takes effect at once. The cases that they coordinate stay theirs until somebody takes them over.
#[utoipa::path(
    tag = "Directory",
    request_body = EndCoordinatorRequest,
    responses((status = 200, description = "The registration, which has ended.", body = CoordinatorView)),
)]
#[post("/v1/coordinators/{coordinator_id}/end")]
pub(super) async fn end_coordinator(
    cx: RequestContext,
    coordinator_id: Path<Uuid>,
    body: Valid<EndCoordinatorRequest>,
) -> ApiResult {
    let ending = Id::new(*coordinator_id);
    cx.execute::<CoordinatorView, _>(ending, EndCoordinator { ended_on: body.0.ended_on }, ending).await
}
