//! Changing the plan of a meeting.

use chrono::NaiveDateTime;

use super::{
    AgendaPoint, Aspect, InvitationState, MeetingFile, MeetingState, Venue,
    convene::{FIRST_POINT, check_agenda, ensure_ahead},
};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::Refusal,
    restriction::Part,
};

/// Replaces agenda, time and venue. What changes loses the family's approval (F0-46).
pub struct ChangeMeeting {
    /// What is talked about, in order.
    pub agenda: Vec<AgendaPoint>,
    /// When it begins, by the clock of the case's region.
    pub starts_at_local: NaiveDateTime,
    /// How long it is planned to take, in minutes.
    pub minutes: u32,
    /// Where.
    pub venue: Venue,
}

impl Command for ChangeMeeting {
    type Target = MeetingFile;
    const OPERATION: Operation = Operation::ChangeMeeting;

    fn decide(&self, file: &MeetingFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        let changed = self.changed(file);
        if changed.is_empty() {
            return Ok(Decision::Unchanged);
        }
        check_agenda(&self.agenda, &file.case, at)?;
        file.ensure_apart(InvitationState::is_wanted, at)?;
        if changed.contains(&Aspect::Time) {
            ensure_ahead(&file.case.case, self.starts_at_local, at)?;
        }
        let meeting = file.meeting.amended(|it| {
            if changed.contains(&Aspect::Agenda) {
                it.agenda = self.agenda(file, at);
            }
            it.starts_at_local = self.starts_at_local;
            it.minutes = self.minutes;
            it.venue.clone_from(&self.venue);
            it.approvals.retain(|approval| !changed.contains(&approval.aspect));
            it.state = MeetingState::Preparing;
        });
        file.ensure_session_apart(&meeting, at)?;
        Ok(Change::of(meeting.id).in_case(file.case.case.id).put(meeting).into())
    }
}

impl ChangeMeeting {
    /// The points as the caller wants them. One that stays keeps its id, and those that are kept from the caller stay
    /// where they were.
    fn agenda(&self, file: &MeetingFile, at: &Moment) -> Vec<Part<AgendaPoint>> {
        let before = &file.meeting.agenda;
        let mut agenda = Part::all(self.agenda.clone(), FIRST_POINT, at);
        for point in &mut agenda {
            if let Some(same) = file.known_points().find(|it| it.body == point.body) {
                point.id = same.id;
            }
        }
        for (place, point) in before.iter().enumerate().filter(|(_, it)| file.keeps_point(it)) {
            agenda.insert(place.min(agenda.len()), point.clone());
        }
        agenda
    }

    fn changed(&self, file: &MeetingFile) -> Vec<Aspect> {
        let meeting = &file.meeting;
        let known = file.known_points().map(|it| &it.body);
        let same_time = meeting.starts_at_local == self.starts_at_local && meeting.minutes == self.minutes;
        [
            (known.eq(&self.agenda), Aspect::Agenda),
            (same_time, Aspect::Time),
            (meeting.venue == self.venue, Aspect::Venue),
        ]
        .into_iter()
        .filter(|(same, _)| !same)
        .map(|(_, aspect)| aspect)
        .collect()
    }
}
