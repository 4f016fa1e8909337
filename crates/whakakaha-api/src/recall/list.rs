//! Listing recalls.

use actix_web::{get, web::Query};
use serde::Deserialize;
use utoipa::IntoParams;
use whakakaha_store::recall::RecallFilter;

use super::RecallView;
use crate::{
    code::RecallStatusCode,
    context::RequestContext,
    page::{PageQuery, PageView, default_limit},
    problem::ApiResult,
};

/// Which recalls are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct RecallQuery {
    /// Where they stand.
    #[param(nullable = false)]
    status: Option<RecallStatusCode>,
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    #[serde(default = "default_limit")]
    limit: u16,
    /// Where the page begins: the `next_cursor` of the page before. Valid only for the same list with
    /// the same filters.
    #[param(max_length = 500, nullable = false)]
    cursor: Option<String>,
}

/// List recalls
///
/// Oldest first. For an agency's system and its administrators, and its workers who had a role on the case: what is asked
/// back of the agency. For the coordinator: what is asked back on the cases that they coordinate. For the privacy officer:
/// what was not answered in time. For a member of the family: what is asked back because they took their consent back.
#[utoipa::path(
    tag = "Recalls",
    params(RecallQuery),
    responses((status = 200, description = "A page of recalls.", body = PageView<RecallView>)),
)]
#[get("/v1/recalls")]
pub(super) async fn list_recalls(cx: RequestContext, query: Query<RecallQuery>) -> ApiResult {
    let RecallQuery { status, limit, cursor } = query.into_inner();
    let wanted = RecallFilter { status: status.map(|code| code.0) };
    cx.list::<RecallView>(wanted, &PageQuery { limit, cursor }).await
}
