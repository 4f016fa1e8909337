//! Listing contacts.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ContactView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the contacts with the family
///
/// For the key contact, the lead worker, the coordinator and the family, in the order in which they were
/// written down.
#[utoipa::path(
    tag = "Follow-up",
    params(PageQuery),
    responses((status = 200, description = "A page of contacts.", body = PageView<ContactView>)),
)]
#[get("/v1/cases/{case_id}/contacts")]
pub(super) async fn list_contacts(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<ContactView>(Id::new(*case_id), &page).await
}
