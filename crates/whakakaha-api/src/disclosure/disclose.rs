//! Disclosing an item.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{disclosure::DiscloseItem, ids::Id};

use super::DisclosureView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoDetails, Valid},
};

/// Disclose an item of information
///
/// For a worker of the agency that has it. With the family's consent: once everybody whom it is about was told, the time
/// to answer is over, nobody objected, and before the meeting is over. Each recipient, this kind of information and
/// everybody whom it is about are covered by the consents, and no restriction keeps it back. What the law demands goes
/// once it is approved. Why it may go is kept with the item.
#[utoipa::path(
    tag = "Disclosure",
    request_body = NoDetails,
    responses((status = 200, description = "The item as it is now.", body = DisclosureView)),
)]
#[post("/v1/disclosures/{disclosure_id}/delivery")]
pub(super) async fn disclose_item(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    _body: Valid<NoDetails>,
) -> ApiResult {
    let item = Id::new(*disclosure_id);
    cx.execute::<DisclosureView, _>(item, DiscloseItem, item).await
}
