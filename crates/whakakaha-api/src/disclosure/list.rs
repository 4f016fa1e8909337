//! Listing items.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::disclosure::DisclosureFilter;

use super::DisclosureView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the items of information of a case
///
/// An agency finds its own and those that were disclosed to it: together they are its picture of the family. A member of
/// the family finds those that concern them; the coordinator finds all.
#[utoipa::path(
    tag = "Disclosure",
    params(PageQuery),
    responses((status = 200, description = "A page of items.", body = PageView<DisclosureView>)),
)]
#[get("/v1/cases/{case_id}/disclosures")]
pub(super) async fn list_disclosures(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<DisclosureView>(DisclosureFilter { case: Id::new(*case_id) }, &page).await
}
