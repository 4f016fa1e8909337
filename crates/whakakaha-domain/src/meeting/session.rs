//! Sessions: a meeting held more than once, for people who must not meet, and so not at the same time and place (F0-21).

use chrono::TimeDelta;

use super::{Meeting, MeetingFile, MeetingStatus};
use crate::{
    case::CaseFile,
    command::Moment,
    entity::Entity,
    refusal::{Code, Refusal, ensure},
};

impl MeetingFile {
    /// Refuses a plan by which the meeting would be beside another session of it.
    pub(super) fn ensure_session_apart(&self, planned: &Meeting, at: &Moment) -> Result<(), Refusal> {
        let first = planned.session_of.unwrap_or(self.meeting.id);
        let others = self.sessions.iter().filter(|it| it.id != self.meeting.id);
        let others = others.filter(|it| it.session_of.unwrap_or(it.id) == first);
        ensure_session_apart(&self.case, planned, others, at)
    }
}

/// Refuses a session at the time and place of another that is not over.
pub(super) fn ensure_session_apart<'a>(
    case: &CaseFile,
    planned: &Meeting,
    mut others: impl Iterator<Item = &'a Entity<Meeting>>,
    at: &Moment,
) -> Result<(), Refusal> {
    let meet = |other: &Entity<Meeting>| {
        MeetingStatus::OPEN.contains(&other.state.status())
            && overlap(planned, other)
            && same_place(planned, other)
    };
    ensure(!others.any(meet), case.told(Code::SessionsMeet, at))
}

fn overlap(one: &Meeting, other: &Meeting) -> bool {
    let ends = |it: &Meeting| it.starts_at_local + TimeDelta::minutes(it.minutes.into());
    one.starts_at_local < ends(other) && other.starts_at_local < ends(one)
}

/// Whether two meetings are at a venue of the same name, or at the same address, however it is spelled.
fn same_place(one: &Meeting, other: &Meeting) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let (address, other_address) = (one.venue.address.as_deref(), other.venue.address.as_deref());
    plain(&one.venue.name) == plain(&other.venue.name)
        || address.zip(other_address).is_some_and(|(one, other)| plain(one) == plain(other))
}
