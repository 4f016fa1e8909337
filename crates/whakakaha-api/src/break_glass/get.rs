//! Reading a break-glass grant.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::BreakGlassGrantView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a break-glass grant
///
/// For whoever holds it, the coordinator of the case, those who supervise the holder's agency, and the privacy officer.
#[utoipa::path(tag = "Oversight", responses((status = 200, description = "The grant.", body = BreakGlassGrantView)))]
#[get("/v1/break-glass-grants/{break_glass_grant_id}")]
pub(super) async fn get_break_glass_grant(cx: RequestContext, break_glass_grant_id: Path<Uuid>) -> ApiResult {
    cx.read::<BreakGlassGrantView>(Id::new(*break_glass_grant_id)).await
}
