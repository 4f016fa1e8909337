//! Reading a calendar: for whoever has its address, as its owner may read at this moment.

use actix_web::{HttpResponse, get, web::Path};
use whakakaha_domain::{calendar_link::CalendarOwner, digest::sha256};
use whakakaha_store::{
    calendar_link::KnownLink,
    error::Failure,
    meeting::CalendarMeeting,
    viewer::{Caller, Identity},
};

use super::document::document;
use crate::{
    context::{PublicContext, RequestContext},
    problem::{ApiResult, Problem, Transport},
};

/// A calendar with one meeting, as the contract shows it.
const EXAMPLE: &str = "BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Whakakaha//Whakakaha//EN\r
CALSCALE:GREGORIAN\r
METHOD:PUBLISH\r
NAME:Meetings\r
X-WR-CALNAME:Meetings\r
REFRESH-INTERVAL;VALUE=DURATION:PT21600S\r
X-PUBLISHED-TTL:PT21600S\r
BEGIN:VEVENT\r
CLASS:CONFIDENTIAL\r
DTEND:20260219T073000Z\r
DTSTAMP:20260205T030000Z\r
DTSTART:20260219T053000Z\r
SEQUENCE:0\r
STATUS:CONFIRMED\r
SUMMARY:Meeting\r
UID:urn:uuid:0193e8a0-0000-7000-8000-000000000050\r
URL:https://api.example.nz/v1/meetings/0193e8a0-0000-7000-8000-000000000050\r
END:VEVENT\r
END:VCALENDAR\r
";

/// Read a calendar
///
/// For a calendar program that has the address of a link, without a token. It has the meetings that the owner of the link
/// runs or is to come to, from 30 days ago on, as far as the owner may read them at this moment, in iCalendar (RFC 5545):
/// when each is and where in this API it is read, and no names, no place and nothing of what it is about. A meeting that
/// was cancelled stays, as cancelled; one that the owner may not read any more is gone. A link that has ended, or whose
/// owner has left, is answered like one that never was.
#[utoipa::path(
    tag = "Meetings",
    security(),
    params((
        "token" = String, Path, description = "The secret of the link.", min_length = 43, max_length = 43,
        example = "q0mO1kTqVwWmYb2Zt8yN4rHc6sJd9uXeAf3gLiKpRvE",
    )),
    responses((status = 200, description = "The calendar.", content(
        (String = "text/calendar", example = json!(EXAMPLE)),
    ))),
)]
#[get("/v1/calendars/{token}.ics")]
pub(super) async fn read_calendar(cx: PublicContext, token: Path<String>) -> ApiResult {
    let cx = cx.into_inner();
    let (delay, base, now) = (cx.service().login_delay, cx.service().base_url.clone(), cx.now());
    let request_id = cx.request_id();
    let Some(meetings) = meetings(cx, &token).await? else {
        // Late, so that guessing takes its time.
        tracing::warn!(request_id, "somebody asked for a calendar that is not there");
        actix_web::rt::time::sleep(delay).await;
        return Err(Transport::NotFound.into());
    };
    let calendar = document(&meetings, &base, now);
    Ok(HttpResponse::Ok().content_type("text/calendar; charset=utf-8").body(calendar))
}

/// More than anybody has in a calendar.
const MOST: usize = 1000;

/// The meetings in the calendar of the link with this secret; none where it opens nothing, or to nobody.
async fn meetings(cx: RequestContext, token: &str) -> Result<Option<Vec<CalendarMeeting>>, Problem> {
    let sha256 = sha256(token.as_bytes());
    let link = match cx.look(move |unit| Ok(unit.read::<KnownLink>(&sha256)?.0.into_inner().0)).await {
        Err(Failure::Absent) => return Ok(None),
        found => found?,
    };
    let identity = match link.owner {
        CalendarOwner::Worker(worker) => Identity::Worker(worker.uuid()),
        CalendarOwner::Person(person) => Identity::Person(person.uuid()),
    };
    let owner = Caller { identity, scopes: link.scopes, client: CLIENT.to_owned(), session: None };
    match cx.on_behalf_of(owner)?.look(|unit| unit.all::<CalendarMeeting>(&(), MOST)).await {
        // A worker who has left, or whose agency is suspended.
        Err(Failure::Unknown) => Ok(None),
        found => Ok(Some(found?)),
    }
}

/// By which name logs call whatever program has an address.
const CLIENT: &str = "calendar";
