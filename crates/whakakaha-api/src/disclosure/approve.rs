//! Deciding to share an item.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{disclosure::ApproveDisclosure, ids::Id};

use super::DisclosureView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoDetails, Valid},
};

/// Approve an item of information
///
/// For a worker of the agency that has it. What the law demands is approved by somebody else than its author, who may be
/// the coordinator. From now on the family can see the item, unless telling it was delayed.
#[utoipa::path(
    tag = "Disclosure",
    request_body = NoDetails,
    responses((status = 200, description = "The item as it is now.", body = DisclosureView)),
)]
#[post("/v1/disclosures/{disclosure_id}/approval")]
pub(super) async fn approve_disclosure(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    _body: Valid<NoDetails>,
) -> ApiResult {
    let item = Id::new(*disclosure_id);
    cx.execute::<DisclosureView, _>(item, ApproveDisclosure, item).await
}
