//! A calendar as programs read it (RFC 5545). It lies on other people's servers and telephones: it says when, and nothing
//! of who and what.

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{Calendar, Class, Component, Event, EventLike, EventStatus, Property};
use whakakaha_domain::meeting::MeetingStatus;
use whakakaha_store::meeting::CalendarMeeting;

/// After what time a program asks again, if it minds.
const REFRESH: TimeDelta = TimeDelta::hours(6);

pub(super) fn document(meetings: &[CalendarMeeting], base: &str, now: DateTime<Utc>) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Whakakaha//Whakakaha//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(name, value));
    }
    calendar.name("Meetings").ttl(&REFRESH);
    calendar.extend(meetings.iter().map(|meeting| event(meeting, base, now)));
    calendar.to_string()
}

fn event(meeting: &CalendarMeeting, base: &str, now: DateTime<Utc>) -> Event {
    Event::new()
        .uid(&format!("urn:uuid:{}", meeting.id))
        .timestamp(now)
        .sequence(meeting.revision)
        .starts(meeting.starts_at)
        .ends(meeting.ends_at)
        .status(status(meeting.status))
        .class(Class::Confidential)
        .summary("Meeting")
        .url(&format!("{base}/v1/meetings/{}", meeting.id))
        .done()
}

const fn status(status: MeetingStatus) -> EventStatus {
    match status {
        MeetingStatus::Preparing | MeetingStatus::FamilyApproved | MeetingStatus::Invited => {
            EventStatus::Tentative
        }
        MeetingStatus::Confirmed
        | MeetingStatus::InProgress
        | MeetingStatus::Completed
        | MeetingStatus::HeldWithoutFamily
        | MeetingStatus::Adjourned => EventStatus::Confirmed,
        MeetingStatus::Cancelled => EventStatus::Cancelled,
    }
}
