//! Reading an item.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::DisclosureView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read an item of information
///
/// For the agency that has it and the coordinator; for the members of the family whom it concerns, once it is approved;
/// for its recipients, once it was disclosed, as long as the family's consents cover it; for an adviser who was asked.
#[utoipa::path(tag = "Disclosure", responses((status = 200, description = "The item.", body = DisclosureView)))]
#[get("/v1/disclosures/{disclosure_id}")]
pub(super) async fn get_disclosure(cx: RequestContext, disclosure_id: Path<Uuid>) -> ApiResult {
    cx.read::<DisclosureView>(Id::new(*disclosure_id)).await
}
