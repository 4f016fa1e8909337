//! Confirming a meeting.

use super::{InvitationState, MeetingFile, MeetingState, warnings::family_accepted};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Says that the meeting will take place. The family comes; what else is worth a thought is a warning.
pub struct ConfirmMeeting;

impl Command for ConfirmMeeting {
    type Target = MeetingFile;
    const OPERATION: Operation = Operation::ConfirmMeeting;

    fn decide(&self, file: &MeetingFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        ensure(family_accepted(&file.invitations), Code::FamilyNotComing)?;
        file.ensure_apart(InvitationState::may_come, at)?;
        let meeting = file.meeting.amended(|it| it.state = MeetingState::Confirmed);
        Ok(Change::of(meeting.id).in_case(file.case.case.id).put(meeting).into())
    }
}
