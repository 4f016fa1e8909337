//! Making a link.

use actix_web::post;
use whakakaha_domain::{calendar_link::CreateCalendarLink, digest::sha256};

use super::{CALENDAR, CalendarLinkView};
use crate::{
    context::RequestContext,
    problem::ApiResult,
    random::secret,
    valid::{NoDetails, Valid},
};

/// Make a link to my calendar
///
/// For workers and members of families. The address in the answer is for a calendar program, which asks there for when your
/// meetings are, without a token. Whoever has the address reads it, so treat it like a password, and end the link when it is
/// not used any more. It reads as you may read at that moment, and never more than your token of now allows. Somebody has
/// five links at the most.
#[utoipa::path(
    tag = "Access",
    request_body = NoDetails,
    responses((status = 201, description = "The link, with its address.", body = CalendarLinkView)),
)]
#[post("/v1/calendars")]
pub(super) async fn create_calendar_link(cx: RequestContext, _: Valid<NoDetails>) -> ApiResult {
    let secret = secret()?;
    let address = format!("{}{}", cx.service().base_url, CALENDAR.replace("{token}", &secret));
    let command = CreateCalendarLink { sha256: sha256(secret.as_bytes()) };
    let shown = Some(("address", address));
    cx.create_secretly::<CalendarLinkView, _>((), command, "/v1/calendars", shown).await
}
