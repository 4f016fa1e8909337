//! Links to one's own calendar, and what a calendar program reads by one (R19).

mod create;
mod document;
mod end;
mod get;
mod list;
mod read;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    calendar_link::CalendarLink,
    entity::{Entity, Version},
};

use crate::view::{Item, View};

/// Where a calendar is read: a calendar as well as problems in JSON.
pub(crate) const CALENDAR: &str = "/v1/calendars/{token}.ics";

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    // The address of a calendar comes before that of a link, which any text would fit.
    config
        .service(read::read_calendar)
        .service(list::list_calendar_links)
        .service(create::create_calendar_link)
        .service(get::get_calendar_link)
        .service(end::end_calendar_link);
}

/// A link to your own calendar.
#[derive(Serialize, ToSchema)]
#[schema(as = CalendarLink)]
pub(crate) struct CalendarLinkView {
    id: Uuid,
    /// When it was made.
    made_at: DateTime<Utc>,
    /// Since when it opens nothing any more; absent where it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_at: Option<DateTime<Utc>>,
    /// The address to give to a calendar program, and to nobody else: whoever has it reads the calendar. It is shown once:
    /// the same request sent again is answered without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    address: Option<String>,
}

impl From<&Entity<CalendarLink>> for CalendarLinkView {
    fn from(link: &Entity<CalendarLink>) -> Self {
        Self { id: link.id.uuid(), made_at: link.made_at, ended_at: link.ended_at, address: None }
    }
}

impl View for CalendarLinkView {
    type Of = Entity<CalendarLink>;

    fn of(link: &Entity<CalendarLink>, _: Version) -> Self {
        link.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for CalendarLinkView {
    type Of = Entity<CalendarLink>;

    fn of(link: &Entity<CalendarLink>) -> Self {
        link.into()
    }
}
