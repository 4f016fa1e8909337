//! Reading a request to correct something.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::CorrectionView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a request to correct something
///
/// For whoever asked, the coordinator, and the agency that wrote the thing; once a statement is attached, for whoever
/// can read the thing.
#[utoipa::path(tag = "Own door", responses((status = 200, description = "The request.", body = CorrectionView)))]
#[get("/v1/corrections/{correction_id}")]
pub(super) async fn get_correction(cx: RequestContext, correction_id: Path<Uuid>) -> ApiResult {
    cx.read::<CorrectionView>(Id::new(*correction_id)).await
}
