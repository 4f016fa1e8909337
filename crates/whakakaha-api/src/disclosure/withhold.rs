//! Deciding not to share an item.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{disclosure::WithholdDisclosure, ids::Id};

use super::{DisclosureEndRequest, DisclosureView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Withhold an item of information
///
/// For a worker of the agency that has it, before it is disclosed. Another decision needs another item.
#[utoipa::path(
    tag = "Disclosure",
    request_body = DisclosureEndRequest,
    responses((status = 200, description = "The item as it is now.", body = DisclosureView)),
)]
#[post("/v1/disclosures/{disclosure_id}/withholding")]
pub(super) async fn withhold_disclosure(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    body: Valid<DisclosureEndRequest>,
) -> ApiResult {
    let item = Id::new(*disclosure_id);
    cx.execute::<DisclosureView, _>(item, WithholdDisclosure { reason: body.0.reason }, item).await
}
