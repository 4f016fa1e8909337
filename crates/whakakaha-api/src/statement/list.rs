//! Listing statements: one's own, and those on a case.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::statement::StatementsOf;

use super::StatementView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List my statements
///
/// For a member of a family: their own, on whatever case, oldest first; also after they left the family.
#[utoipa::path(
    tag = "Own door",
    params(PageQuery),
    responses((status = 200, description = "A page of statements.", body = PageView<StatementView>)),
)]
#[get("/v1/my/statements")]
pub(super) async fn list_own_statements(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<StatementView>(StatementsOf::Oneself, &page).await
}

/// List the statements on a case
///
/// What members of the family said in their own words, oldest first; replaced ones stay. For the coordinator and
/// the key contact, all of them; for the family, the lead worker and the agencies that take part, those that are for
/// everybody and, for their author, their own. What is said of a version of the plan that your agency was not sent is
/// not in the list.
#[utoipa::path(
    tag = "Cases",
    params(PageQuery),
    responses((status = 200, description = "A page of statements.", body = PageView<StatementView>)),
)]
#[get("/v1/cases/{case_id}/statements")]
pub(super) async fn list_statements(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<StatementView>(StatementsOf::Case(Id::new(*case_id)), &page).await
}
