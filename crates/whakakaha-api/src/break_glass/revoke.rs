//! Taking a break-glass grant back.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{break_glass::RevokeBreakGlass, ids::Id};

use super::BreakGlassGrantView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Take a break-glass grant back
///
/// For whoever holds it and needs it no more, the coordinator of the case, and the privacy officer. It opens nothing
/// from the next request on.
#[utoipa::path(
    tag = "Oversight",
    request_body = NoContent,
    responses((status = 200, description = "The grant as taken back.", body = BreakGlassGrantView)),
)]
#[post("/v1/break-glass-grants/{break_glass_grant_id}/revocation")]
pub(super) async fn revoke_break_glass_grant(
    cx: RequestContext,
    break_glass_grant_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let grant = Id::new(*break_glass_grant_id);
    cx.execute::<BreakGlassGrantView, _>(grant, RevokeBreakGlass, grant).await
}
