//! Reading a need.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::NeedView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a need
///
/// For everybody whom the family lets in; a need that is hidden from your agency does not exist for you.
#[utoipa::path(
    tag = "Preparation",
    responses((status = 200, description = "The need.", body = NeedView)),
)]
#[get("/v1/needs/{need_id}")]
pub(super) async fn get_need(cx: RequestContext, need_id: Path<Uuid>) -> ApiResult {
    cx.read::<NeedView>(Id::new(*need_id)).await
}
