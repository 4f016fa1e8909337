//! Adding an agency.

use actix_web::post;
use whakakaha_domain::{agency::CreateAgency, ids::Id};

use super::{AgencyRequest, AgencyView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Add an agency
///
/// For whoever keeps the directory.
#[utoipa::path(
    tag = "Directory",
    request_body = AgencyRequest,
    responses((status = 201, description = "The agency as added.", body = AgencyView)),
)]
#[post("/v1/agencies")]
pub(super) async fn create_agency(cx: RequestContext, body: Valid<AgencyRequest>) -> ApiResult {
    let parent = body.0.parent_id.map(Id::new);
    cx.create::<AgencyView, _>(parent, CreateAgency(body.0.into()), "/v1/agencies").await
}
