//! Listing the roles on a case.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::AssignmentView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the roles on a case
///
/// For everybody who may read the case: present holders; for the family and the coordinator past ones too.
/// Oldest first.
#[utoipa::path(
    tag = "Cases",
    params(PageQuery),
    responses((status = 200, description = "A page of roles.", body = PageView<AssignmentView>)),
)]
#[get("/v1/cases/{case_id}/assignments")]
pub(super) async fn list_assignments(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<AssignmentView>(Id::new(*case_id), &page).await
}
