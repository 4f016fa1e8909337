//! Ending a link.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{calendar_link::EndCalendarLink, ids::Id};

use super::CalendarLinkView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoDetails, Valid},
};

/// End a link to my calendar
///
/// Takes effect with the next request, everywhere: its address leads to nothing any more.
#[utoipa::path(
    tag = "Access",
    request_body = NoDetails,
    responses((status = 200, description = "The link, which has ended.", body = CalendarLinkView)),
)]
#[post("/v1/calendars/{calendar_id}/end")]
pub(super) async fn end_calendar_link(
    cx: RequestContext,
    calendar_id: Path<Uuid>,
    _: Valid<NoDetails>,
) -> ApiResult {
    let link = Id::new(*calendar_id);
    cx.execute::<CalendarLinkView, _>(link, EndCalendarLink, link).await
}
