//! A meeting in a list.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_store::meeting::MeetingItem;

use crate::{
    code::{MeetingKindCode, MeetingStatusCode, ZoneCode},
    view::Item,
};

/// A meeting in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = MeetingSummary)]
pub(crate) struct MeetingSummaryView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Which kind.
    kind: MeetingKindCode,
    /// Where it stands.
    status: MeetingStatusCode,
    /// When it begins.
    starts_at: DateTime<Utc>,
    /// When it begins, by the clock of the case's region.
    #[schema(value_type = String, max_length = 19)]
    starts_at_local: NaiveDateTime,
    /// That clock.
    time_zone: ZoneCode,
    /// How long it is planned to take, in minutes.
    #[schema(minimum = 15, maximum = 720)]
    minutes: u32,
    /// The name of the venue.
    #[schema(max_length = 200)]
    venue_name: String,
}

impl Item for MeetingSummaryView {
    type Of = MeetingItem;

    fn of(item: &MeetingItem) -> Self {
        let meeting = &item.meeting;
        Self {
            id: meeting.id.uuid(),
            case_id: meeting.case_id.uuid(),
            kind: meeting.kind.into(),
            status: meeting.state.status().into(),
            starts_at: item.zone.local(meeting.starts_at_local),
            starts_at_local: meeting.starts_at_local,
            time_zone: item.zone.into(),
            minutes: meeting.minutes,
            venue_name: meeting.venue.name.clone(),
        }
    }
}
