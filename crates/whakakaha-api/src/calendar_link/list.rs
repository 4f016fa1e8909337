//! Listing links.

use actix_web::{get, web::Query};

use super::CalendarLinkView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the links to my calendar
///
/// Those that have ended are included.
#[utoipa::path(
    tag = "Access",
    params(PageQuery),
    responses((status = 200, description = "A page of links.", body = PageView<CalendarLinkView>)),
)]
#[get("/v1/calendars")]
pub(super) async fn list_calendar_links(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.list::<CalendarLinkView>((), &page).await
}
