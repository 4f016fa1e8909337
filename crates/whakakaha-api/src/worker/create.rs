//! Adding a worker.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, worker::CreateWorker};

use super::{WorkerRequest, WorkerView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Add a worker to an agency
///
/// For whoever keeps the directory, and for the agency's own administrators.
#[utoipa::path(
    tag = "Directory",
    request_body = WorkerRequest,
    responses((status = 201, description = "The worker as added.", body = WorkerView)),
)]
#[post("/v1/agencies/{agency_id}/workers")]
pub(super) async fn create_worker(
    cx: RequestContext,
    agency_id: Path<Uuid>,
    body: Valid<WorkerRequest>,
) -> ApiResult {
    let command = CreateWorker(body.0.into());
    cx.create::<WorkerView, _>(Id::new(*agency_id), command, "/v1/workers").await
}
