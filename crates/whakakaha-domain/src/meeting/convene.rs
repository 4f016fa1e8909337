//! Planning a meeting.

use chrono::NaiveDateTime;

use super::{CaseMeetings, Meeting, MeetingKind, MeetingState, MeetingStatus, Venue, facts::ensure_consent};
use crate::{
    case::Case,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// The agenda where none is given (F0-48 to F0-51).
pub const DEFAULT_AGENDA: [&str; 4] =
    ["Welcome and introductions", "Issues and family goals", "Creating a plan", "Setting a review time"];

/// Plans a meeting, to be approved by the family.
pub struct ConveneMeeting {
    /// Which kind.
    pub kind: MeetingKind,
    /// What is talked about, in order; empty: [`DEFAULT_AGENDA`].
    pub agenda: Vec<String>,
    /// When it begins, by the clock of the case's region. Evenings and weekends will do (F0-09).
    pub starts_at_local: NaiveDateTime,
    /// How long it is planned to take, in minutes.
    pub minutes: u32,
    /// Where.
    pub venue: Venue,
}

impl Command for ConveneMeeting {
    type Target = CaseMeetings;
    const OPERATION: Operation = Operation::ConveneMeeting;

    fn decide(&self, target: &CaseMeetings, at: &Moment) -> Result<Decision, Refusal> {
        let case = &target.case.case;
        ensure_consent(&target.case, at)?;
        ensure_ahead(case, self.starts_at_local, at)?;
        ensure(!target.meetings.iter().any(|meeting| is_open(meeting)), Code::MeetingOpen)?;
        let held = target.meetings.iter().any(|meeting| is_first_held(meeting));
        match self.kind {
            MeetingKind::First => ensure(!held, Code::FirstMeetingHeld)?,
            MeetingKind::Review | MeetingKind::Extraordinary | MeetingKind::Closing => {
                ensure(held, Code::FirstMeetingMissing)?;
            }
        }
        let meeting = Entity::new(at.id(0), self.meeting(case));
        Ok(Change::of(meeting.id).in_case(case.id).put(meeting).into())
    }
}

impl ConveneMeeting {
    fn meeting(&self, case: &Entity<Case>) -> Meeting {
        let agenda = if self.agenda.is_empty() {
            DEFAULT_AGENDA.map(str::to_owned).to_vec()
        } else {
            self.agenda.clone()
        };
        Meeting {
            case_id: case.id,
            kind: self.kind,
            agenda,
            starts_at_local: self.starts_at_local,
            minutes: self.minutes,
            venue: self.venue.clone(),
            approvals: Vec::new(),
            facilitation: None,
            state: MeetingState::Preparing,
        }
    }
}

/// Refuses a time that has passed.
pub(super) fn ensure_ahead(case: &Case, starts: NaiveDateTime, at: &Moment) -> Result<(), Refusal> {
    if case.zone.local(starts) > at.now {
        Ok(())
    } else {
        Err(Refusal::at(Code::MeetingInPast, "#/starts_at_local"))
    }
}

fn is_open(meeting: &Meeting) -> bool {
    MeetingStatus::OPEN.contains(&meeting.state.status())
}

const fn is_first_held(meeting: &Meeting) -> bool {
    matches!((meeting.kind, &meeting.state), (MeetingKind::First, MeetingState::Completed(_)))
}
