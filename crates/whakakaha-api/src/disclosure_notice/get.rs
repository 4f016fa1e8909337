//! Reading a notice.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::NoticeView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a notice
///
/// For whoever was told, whoever told them, and the coordinator.
#[utoipa::path(tag = "Disclosure", responses((status = 200, description = "The notice.", body = NoticeView)))]
#[get("/v1/disclosure-notices/{notice_id}")]
pub(super) async fn get_notice(cx: RequestContext, notice_id: Path<Uuid>) -> ApiResult {
    cx.read::<NoticeView>(Id::new(*notice_id)).await
}
