//! Ending a worker's employment.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, worker::EndWorker};

use super::WorkerView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// When a worker's employment ends.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct EndWorkerRequest {
    /// The last day, not after today.
    ended_on: NaiveDate,
}

/// End the employment of a worker
///
/// Takes effect at once: the worker can do nothing here any more, and their registrations as coordinator
/// end with it.
#[utoipa::path(
    tag = "Directory",
    request_body = EndWorkerRequest,
    responses((status = 200, description = "The worker, whose employment has ended.", body = WorkerView)),
)]
#[post("/v1/workers/{worker_id}/end")]
pub(super) async fn end_worker(
    cx: RequestContext,
    worker_id: Path<Uuid>,
    body: Valid<EndWorkerRequest>,
) -> ApiResult {
    let ending = Id::new(*worker_id);
    cx.execute::<WorkerView, _>(ending, EndWorker { ended_on: body.0.ended_on }, ending).await
}
