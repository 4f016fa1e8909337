//! Breaking a meeting off.

use super::{MeetingFile, MeetingState};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::Refusal,
};

/// Breaks a meeting off that has begun: nothing comes of it, and another one is convened.
pub struct AdjournMeeting {
    /// Why.
    pub reason: String,
}

impl Command for AdjournMeeting {
    type Target = MeetingFile;
    const OPERATION: Operation = Operation::AdjournMeeting;

    fn decide(&self, file: &MeetingFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        let state = MeetingState::Adjourned { on: file.today(at), reason: self.reason.clone() };
        let meeting = file.meeting.amended(|it| it.state = state);
        let change = Change::of(meeting.id).in_case(file.case.case.id).put(meeting);
        Ok(change.put_all(file.released(at)).into())
    }
}
