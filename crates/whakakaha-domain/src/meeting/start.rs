//! Starting a meeting.

use super::{InvitationState, MeetingFile, MeetingState, facts::ensure_consent};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::Refusal,
};

/// Starts a meeting. What may have changed since the invitations went out is looked at once more: a consent
/// taken back stops it, and so do two of the invited who must not meet, and a facilitator who is no longer
/// independent.
pub struct StartMeeting;

impl Command for StartMeeting {
    type Target = MeetingFile;
    const OPERATION: Operation = Operation::StartMeeting;

    fn decide(&self, file: &MeetingFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        ensure_consent(&file.case, at)?;
        file.ensure_apart(InvitationState::may_come, at)?;
        file.ensure_facilitator()?;
        let meeting = file.meeting.amended(|it| it.state = MeetingState::InProgress);
        Ok(Change::of(meeting.id).in_case(file.case.case.id).put(meeting).into())
    }
}
