//! Listing the alerts of a case.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::safety::AlertsOf;

use super::AlertView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the safety alerts of a case
///
/// Those that are over included. A member of the family finds those that protect them.
#[utoipa::path(
    tag = "Safety",
    params(PageQuery),
    responses((status = 200, description = "A page of alerts.", body = PageView<AlertView>)),
)]
#[get("/v1/cases/{case_id}/safety-alerts")]
pub(super) async fn list_safety_alerts(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<AlertView>(AlertsOf(Id::new(*case_id)), &page).await
}
