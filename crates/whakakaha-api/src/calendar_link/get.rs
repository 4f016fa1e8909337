//! Reading about a link.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::CalendarLinkView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read about a link to my calendar
///
/// Each is for whoever made it, and for nobody else. Its address was shown when it was made, and is not kept.
#[utoipa::path(tag = "Access", responses((status = 200, description = "The link.", body = CalendarLinkView)))]
#[get("/v1/calendars/{calendar_id}")]
pub(super) async fn get_calendar_link(cx: RequestContext, calendar_id: Path<Uuid>) -> ApiResult {
    cx.read::<CalendarLinkView>(Id::new(*calendar_id)).await
}
