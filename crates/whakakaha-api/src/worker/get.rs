//! Reading a worker.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::WorkerView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a worker
///
/// For everybody with a token: what is shown are work contacts.
#[utoipa::path(tag = "Directory", responses((status = 200, description = "The worker.", body = WorkerView)))]
#[get("/v1/workers/{worker_id}")]
pub(super) async fn get_worker(cx: RequestContext, worker_id: Path<Uuid>) -> ApiResult {
    cx.read::<WorkerView>(Id::new(*worker_id)).await
}
