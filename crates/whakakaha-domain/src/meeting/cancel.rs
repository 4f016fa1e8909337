//! Calling a meeting off.

use super::{Invitation, InvitationState, Meeting, MeetingFile, MeetingState};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
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

    fn decide(&self, file: &MeetingFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        let meeting = called_off(&file.meeting, &self.reason);
        let out = file.invitations.iter().filter(|it| it.state.is_out());
        let change = Change::of(meeting.id).in_case(file.case.case.id).put(meeting);
        Ok(change.put_all(out.map(revoked)).put_all(file.released(at)).into())
    }
}

/// The meeting, called off.
pub(crate) fn called_off(meeting: &Entity<Meeting>, reason: &str) -> Entity<Meeting> {
    meeting.amended(|it| it.state = MeetingState::Cancelled { reason: reason.to_owned() })
}

/// An invitation, taken back.
pub(crate) fn revoked(invitation: &Entity<Invitation>) -> Entity<Invitation> {
    invitation.amended(|it| it.state = InvitationState::Revoked)
}
