//! Registering a coordinator.

use actix_web::post;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{coordinator::RegisterCoordinator, ids::Id};
use whakakaha_store::directory::coordinator::NewCoordinator;

use super::{CoordinatorView, PublicContactRequest};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Who is to coordinate which region.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct CoordinatorRequest {
    /// Who.
    worker_id: Uuid,
    /// Where.
    region_id: Uuid,
    /// What the public is shown.
    #[validate(nested)]
    contact: PublicContactRequest,
}

/// Register a coordinator
///
/// From today on the worker answers for the process in the region. For whoever keeps the directory.
#[utoipa::path(
    tag = "Directory",
    request_body = CoordinatorRequest,
    responses((status = 201, description = "The registration.", body = CoordinatorView)),
)]
#[post("/v1/coordinators")]
pub(super) async fn register_coordinator(cx: RequestContext, body: Valid<CoordinatorRequest>) -> ApiResult {
    let CoordinatorRequest { worker_id, region_id, contact } = body.0;
    let wanted = NewCoordinator { worker: Id::new(worker_id), region: Id::new(region_id) };
    let command = RegisterCoordinator { contact: contact.into() };
    cx.create::<CoordinatorView, _>(wanted, command, "/v1/coordinators").await
}
