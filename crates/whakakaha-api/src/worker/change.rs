//! Changing a worker.

use actix_web::{put, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, worker::ChangeWorker};

use super::{WorkerRequest, WorkerView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Change a worker
///
/// Replaces what is said of them. The agency stays: whoever changes agency is added there.
#[utoipa::path(
    tag = "Directory",
    request_body = WorkerRequest,
    responses((status = 200, description = "The worker as changed.", body = WorkerView)),
)]
#[put("/v1/workers/{worker_id}")]
pub(super) async fn change_worker(
    cx: RequestContext,
    worker_id: Path<Uuid>,
    body: Valid<WorkerRequest>,
) -> ApiResult {
    let worker = Id::new(*worker_id);
    cx.execute::<WorkerView, _>(worker, ChangeWorker(body.0.into()), worker).await
}
