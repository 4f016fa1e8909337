//! Moving a meeting to another time.

use chrono::NaiveDateTime;

use super::{Aspect, InvitationState, MeetingFile, MeetingState, convene::ensure_ahead};
use crate::{
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::Refusal,
};

/// Moves a meeting to another time, which the family approves anew (F0-46). Invitations go out again
/// after that.
pub struct RescheduleMeeting {
    /// When it begins, by the clock of the case's region.
    pub starts_at_local: NaiveDateTime,
    /// How long it is planned to take, in minutes; none: as before.
    pub minutes: Option<u32>,
}

impl Command for RescheduleMeeting {
    type Target = MeetingFile;
    const OPERATION: Operation = Operation::RescheduleMeeting;

    fn decide(&self, file: &MeetingFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        file.ensure_apart(InvitationState::is_wanted, at)?;
        ensure_ahead(&file.case.case, self.starts_at_local, at)?;
        let meeting = file.without(Aspect::Time).amended(|it| {
            it.starts_at_local = self.starts_at_local;
            it.minutes = self.minutes.unwrap_or(it.minutes);
            it.moves +=
                u32::from(matches!(file.meeting.state, MeetingState::Invited | MeetingState::Confirmed));
        });
        file.ensure_session_apart(&meeting, at)?;
        let out = file.invitations.iter().filter(|it| it.state.is_out());
        let approved = out.map(|it| {
            it.amended(|it| {
                it.state = InvitationState::FamilyApproved;
                it.reason = None;
            })
        });
        let change = Change::of(meeting.id).in_case(file.case.case.id).put(meeting);
        Ok(change.put_all(approved).into())
    }
}
