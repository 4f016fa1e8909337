//! Listing notices.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::disclosure::NoticesOf;

use super::NoticeView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the notices of a case
///
/// For members of the family those that they were given; for workers those that they gave; for the coordinator all.
#[utoipa::path(
    tag = "Disclosure",
    params(PageQuery),
    responses((status = 200, description = "A page of notices.", body = PageView<NoticeView>)),
)]
#[get("/v1/cases/{case_id}/disclosure-notices")]
pub(super) async fn list_notices(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<NoticeView>(NoticesOf(Id::new(*case_id)), &page).await
}
