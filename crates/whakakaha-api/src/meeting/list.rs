//! Listing meetings.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::meeting::MeetingFilter;

use super::MeetingSummaryView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the meetings of a case
///
/// In the order in which they were convened.
#[utoipa::path(
    tag = "Meetings",
    params(PageQuery),
    responses((status = 200, description = "A page of meetings.", body = PageView<MeetingSummaryView>)),
)]
#[get("/v1/cases/{case_id}/meetings")]
pub(super) async fn list_meetings(
    cx: RequestContext,
    case_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<MeetingSummaryView>(MeetingFilter { case: Id::new(*case_id) }, &page).await
}
