//! Confirming a meeting.

use super::{MeetingFile, MeetingState};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::Refusal,
};

/// Says that the meeting will take place.
pub struct ConfirmMeeting;

impl Command for ConfirmMeeting {
    type Target = MeetingFile;
    const OPERATION: Operation = Operation::ConfirmMeeting;

    fn decide(&self, file: &MeetingFile, _: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        let meeting = file.meeting.amended(|it| it.state = MeetingState::Confirmed);
        Ok(Change::of(meeting.id).in_case(file.case.case.id).put(meeting).into())
    }
}
