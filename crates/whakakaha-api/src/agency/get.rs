//! Reading an agency.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::AgencyView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read an agency
///
/// For everybody with a token.
#[utoipa::path(tag = "Directory", responses((status = 200, description = "The agency.", body = AgencyView)))]
#[get("/v1/agencies/{agency_id}")]
pub(super) async fn get_agency(cx: RequestContext, agency_id: Path<Uuid>) -> ApiResult {
    cx.read::<AgencyView>(Id::new(*agency_id)).await
}
