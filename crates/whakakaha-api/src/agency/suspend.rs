//! Suspending an agency, and letting it act again.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{
    agency::{RestoreAgency, SuspendAgency},
    ids::Id,
};

use super::AgencyView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoDetails, Valid},
};

/// Suspend an agency
///
/// For whoever keeps the directory. Takes effect with the next request, everywhere: neither its workers nor its
/// programs can do anything here. What the agency takes part in and promised stays.
#[utoipa::path(
    tag = "Directory",
    request_body = NoDetails,
    responses((status = 200, description = "The agency, which is suspended.", body = AgencyView)),
)]
#[post("/v1/agencies/{agency_id}/suspension")]
pub(super) async fn suspend_agency(
    cx: RequestContext,
    agency_id: Path<Uuid>,
    _: Valid<NoDetails>,
) -> ApiResult {
    let agency = Id::new(*agency_id);
    cx.execute::<AgencyView, _>(agency, SuspendAgency, agency).await
}

/// Let a suspended agency act again
///
/// For whoever keeps the directory. Its workers and programs can do again what they could do before.
#[utoipa::path(
    tag = "Directory",
    request_body = NoDetails,
    responses((status = 200, description = "The agency, which is not suspended.", body = AgencyView)),
)]
#[post("/v1/agencies/{agency_id}/restoration")]
pub(super) async fn restore_agency(
    cx: RequestContext,
    agency_id: Path<Uuid>,
    _: Valid<NoDetails>,
) -> ApiResult {
    let agency = Id::new(*agency_id);
    cx.execute::<AgencyView, _>(agency, RestoreAgency, agency).await
}
