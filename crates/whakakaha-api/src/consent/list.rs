//! Listing consents.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ConsentView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the consents on a case
///
/// For the coordinator and the key contact: all of them. For a person: their own. Oldest first.
#[utoipa::path(
    tag = "Consent",
    params(PageQuery),
    responses((status = 200, description = "A page of consents.", body = PageView<ConsentView>)),
)]
#[get("/v1/cases/{case_id}/consents")]
pub(super) async fn list_consents(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<ConsentView>(Id::new(*case_id), &page).await
}
