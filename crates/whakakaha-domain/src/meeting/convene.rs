//! Planning a meeting.

use chrono::NaiveDateTime;

use super::{
    AgendaPoint, CaseMeetings, Meeting, MeetingKind, MeetingState, MeetingStatus, Venue,
    facts::ensure_consent, session::ensure_session_apart,
};
use crate::{
    case::{Case, CaseFile},
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    restriction::{About, Part},
};

/// The agenda where none is given (F0-48 to F0-51).
const DEFAULT_AGENDA: [&str; 4] =
    ["Welcome and introductions", "Issues and family goals", "Creating a plan", "Setting a review time"];

/// Plans a meeting, to be approved by the family.
pub struct ConveneMeeting {
    /// Which kind.
    pub kind: MeetingKind,
    /// What is talked about, in order; empty: from the welcome to setting a review time.
    pub agenda: Vec<AgendaPoint>,
    /// When it begins, by the clock of the case's region. Evenings and weekends will do (F0-09).
    pub starts_at_local: NaiveDateTime,
    /// How long it is planned to take, in minutes.
    pub minutes: u32,
    /// Where.
    pub venue: Venue,
    /// The meeting of which this is to be another session, for people who do not meet.
    pub session_of: Option<Id<Meeting>>,
}

impl Command for ConveneMeeting {
    type Target = CaseMeetings;
    const OPERATION: Operation = Operation::ConveneMeeting;

    fn decide(&self, target: &CaseMeetings, at: &Moment) -> Result<Decision, Refusal> {
        let case = &target.case.case;
        ensure_consent(&target.case, at)?;
        ensure_ahead(case, self.starts_at_local, at)?;
        self.ensure_alone(target)?;
        let held = target.meetings.iter().any(|meeting| is_first_held(meeting));
        match self.kind {
            MeetingKind::First => ensure(!held, Code::FirstMeetingHeld)?,
            MeetingKind::Review | MeetingKind::Extraordinary | MeetingKind::Closing => {
                ensure(held, Code::FirstMeetingMissing)?;
            }
        }
        check_agenda(&self.agenda, &target.case, at)?;
        let meeting = Entity::new(at.id(0), self.meeting(case, at));
        let sessions = target.meetings.iter().filter(|it| self.is_session(it));
        ensure_session_apart(&target.case, &meeting, sessions, at)?;
        Ok(Change::of(meeting.id).in_case(case.id).put(meeting).into())
    }
}

impl ConveneMeeting {
    /// Refuses while another meeting is prepared, but for one that is held in sessions.
    fn ensure_alone(&self, target: &CaseMeetings) -> Result<(), Refusal> {
        let unknown = || Refusal::at(Code::SessionUnknown, "#/session_of");
        let held = |id| target.meetings.iter().find(|it| it.id == id);
        let beside = self.session_of.map(|id| held(id).ok_or_else(unknown)).transpose()?;
        let fits = |it: &Entity<Meeting>| {
            it.kind == self.kind
                && it.session_of.is_none()
                && MeetingStatus::TO_COME.contains(&it.state.status())
        };
        if beside.is_some_and(|it| !fits(it)) {
            return Err(unknown());
        }
        let other = |it: &Entity<Meeting>| is_open(it) && !self.is_session(it);
        ensure(!target.meetings.iter().any(other), Code::MeetingOpen)
    }

    /// Whether a meeting is another session of the same.
    fn is_session(&self, meeting: &Entity<Meeting>) -> bool {
        self.session_of.is_some_and(|first| meeting.id == first || meeting.session_of == Some(first))
    }

    fn meeting(&self, case: &Entity<Case>, at: &Moment) -> Meeting {
        let usual =
            || DEFAULT_AGENDA.map(|text| AgendaPoint { text: text.to_owned(), about: About::default() });
        let agenda = if self.agenda.is_empty() { usual().to_vec() } else { self.agenda.clone() };
        Meeting {
            case_id: case.id,
            kind: self.kind,
            agenda: Part::all(agenda, FIRST_POINT, at),
            starts_at_local: self.starts_at_local,
            minutes: self.minutes,
            venue: self.venue.clone(),
            approvals: Vec::new(),
            facilitation: None,
            session_of: self.session_of,
            moves: 0,
            state: MeetingState::Preparing,
        }
    }
}

/// The ids of the points of an agenda come after those of everything else that a change makes.
pub(super) const FIRST_POINT: u32 = 100;

/// Refuses a point about somebody who is no member of the family, or is kept from the caller.
pub(super) fn check_agenda(agenda: &[AgendaPoint], case: &CaseFile, at: &Moment) -> Result<(), Refusal> {
    let mut points = agenda.iter().enumerate();
    points.try_for_each(|(n, point)| point.about.check(case, at, &format!("#/agenda/{n}/about")))
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
