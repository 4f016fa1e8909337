//! Taking back an item.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{disclosure::RecallDisclosure, ids::Id};

use super::{DisclosureEndRequest, DisclosureView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Recall an item of information
///
/// For a worker of the agency that has it, and for the coordinator. For its recipients it does not exist any more.
#[utoipa::path(
    tag = "Disclosure",
    request_body = DisclosureEndRequest,
    responses((status = 200, description = "The item as it is now.", body = DisclosureView)),
)]
#[post("/v1/disclosures/{disclosure_id}/recall")]
pub(super) async fn recall_disclosure(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    body: Valid<DisclosureEndRequest>,
) -> ApiResult {
    let item = Id::new(*disclosure_id);
    cx.execute::<DisclosureView, _>(item, RecallDisclosure { reason: body.0.reason }, item).await
}
