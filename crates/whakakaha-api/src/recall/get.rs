//! Reading a recall.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::RecallView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a recall
///
/// For whoever lists it. The event that tells of it (`nz.whakakaha.recall.created.v1`) leads here.
#[utoipa::path(tag = "Recalls", responses((status = 200, description = "The recall.", body = RecallView)))]
#[get("/v1/recalls/{recall_id}")]
pub(super) async fn get_recall(cx: RequestContext, recall_id: Path<Uuid>) -> ApiResult {
    cx.read::<RecallView>(Id::new(*recall_id)).await
}
