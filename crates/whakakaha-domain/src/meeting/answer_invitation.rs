//! Answering an invitation.

use super::{InvitationFile, InvitationState};
use crate::{
    code::code_list,
    command::{Change, Command, Decision, Moment},
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

code_list! {
    /// What somebody answers to an invitation.
    Answer {
        /// Will come.
        Accepted = "accepted",
        /// Will not come.
        Declined = "declined",
        /// May come.
        Tentative = "tentative",
    }
}

/// Answers an invitation, by the invited or for them. Another answer may follow until the meeting starts.
pub struct AnswerInvitation {
    /// The answer.
    pub answer: Answer,
    /// What they said with it.
    pub reason: Option<String>,
}

impl Command for AnswerInvitation {
    type Target = InvitationFile;
    const OPERATION: Operation = Operation::AnswerInvitation;

    fn decide(&self, target: &InvitationFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure(target.invitation.state.is_out(), Code::InvitationNotInState)?;
        target.meeting.step(Self::OPERATION)?;
        if self.answer != Answer::Declined {
            target.meeting.ensure_may_join(&target.invitation, InvitationState::may_come, at)?;
        }
        let state = match self.answer {
            Answer::Accepted => InvitationState::Accepted,
            Answer::Declined => InvitationState::Declined,
            Answer::Tentative => InvitationState::Tentative,
        };
        let answered = target.invitation.amended(|it| {
            it.state = state;
            it.reason.clone_from(&self.reason);
        });
        Ok(Change::of(answered.id).in_case(target.meeting.case.case.id).put(answered).into())
    }
}
