//! Changing an agency.

use actix_web::{put, web::Path};
use uuid::Uuid;
use whakakaha_domain::{agency::ChangeAgency, ids::Id};
use whakakaha_store::directory::agency::AgencyMove;

use super::{AgencyRequest, AgencyView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Change an agency
///
/// Replaces what is said of it. For whoever keeps the directory.
#[utoipa::path(
    tag = "Directory",
    request_body = AgencyRequest,
    responses((status = 200, description = "The agency as changed.", body = AgencyView)),
)]
#[put("/v1/agencies/{agency_id}")]
pub(super) async fn change_agency(
    cx: RequestContext,
    agency_id: Path<Uuid>,
    body: Valid<AgencyRequest>,
) -> ApiResult {
    let agency = Id::new(*agency_id);
    let lineage = AgencyMove { agency, parent: body.0.parent_id.map(Id::new) };
    cx.execute::<AgencyView, _>(lineage, ChangeAgency(body.0.into()), agency).await
}
