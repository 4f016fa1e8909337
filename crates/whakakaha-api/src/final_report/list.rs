//! Listing final reports.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::FinalReportView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the final reports of a case
///
/// For the coordinator, the lead worker and the family: reports sent back as well, oldest first.
#[utoipa::path(
    tag = "Closing",
    params(PageQuery),
    responses((status = 200, description = "A page of final reports.", body = PageView<FinalReportView>)),
)]
#[get("/v1/cases/{case_id}/final-reports")]
pub(super) async fn list_final_reports(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<FinalReportView>(Id::new(*case_id), &page).await
}
