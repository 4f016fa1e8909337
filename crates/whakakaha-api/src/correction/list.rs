//! Listing requests to correct something: one's own, and those on a case.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::correction::CorrectionsOf;

use super::CorrectionView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List my requests to correct something
///
/// For a member of a family: their own, on whatever case, oldest first; also after they left the family.
#[utoipa::path(
    tag = "Own door",
    params(PageQuery),
    responses((status = 200, description = "A page of requests.", body = PageView<CorrectionView>)),
)]
#[get("/v1/my/corrections")]
pub(super) async fn list_own_corrections(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<CorrectionView>(CorrectionsOf::Oneself, &page).await
}

/// List the requests on a case to correct something
///
/// Oldest first. For the coordinator, all of them; for workers, those about what their agency wrote, and those with a
/// statement attached about what they can read. Members of the family find their own under `/v1/my/corrections`.
#[utoipa::path(
    tag = "Cases",
    params(PageQuery),
    responses((status = 200, description = "A page of requests.", body = PageView<CorrectionView>)),
)]
#[get("/v1/cases/{case_id}/corrections")]
pub(super) async fn list_corrections(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<CorrectionView>(CorrectionsOf::Case(Id::new(*case_id)), &page).await
}
