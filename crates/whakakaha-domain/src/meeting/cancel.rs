//! Calling a meeting off.

use super::{InvitationState, MeetingFile, MeetingState};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::Refusal,
};

/// Calls a meeting off. The invited are told only that it is cancelled.
pub struct CancelMeeting {
    /// Why.
    pub reason: String,
}

impl Command for CancelMeeting {
    type Target = MeetingFile;
    const OPERATION: Operation = Operation::CancelMeeting;

    fn decide(&self, file: &MeetingFile, _: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        let reason = self.reason.clone();
        let meeting = file.meeting.amended(|it| it.state = MeetingState::Cancelled { reason });
        let out = file.invitations.iter().filter(|it| it.state.is_out());
        let revoked = out.map(|it| it.amended(|it| it.state = InvitationState::Revoked));
        let change = Change::of(meeting.id).in_case(file.case.case.id).put(meeting);
        Ok(change.put_all(revoked).into())
    }
}
