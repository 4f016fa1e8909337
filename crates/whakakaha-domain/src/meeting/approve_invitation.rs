//! The family wants somebody to come.

use super::{InvitationFile, InvitationState, MeetingState};
use crate::{
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    operation::Operation,
    refusal::{Code, Refusal},
};

/// The family approves one named person (F1-14), also one whom it had declined before.
pub struct ApproveInvitation {
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

impl Command for ApproveInvitation {
    type Target = InvitationFile;
    const OPERATION: Operation = Operation::ApproveInvitation;

    fn decide(&self, target: &InvitationFile, at: &Moment) -> Result<Decision, Refusal> {
        let file = &target.meeting;
        let is_new_name = match target.invitation.state {
            InvitationState::Proposed => false,
            InvitationState::FamilyDeclined => true,
            InvitationState::FamilyApproved => return Ok(Decision::Unchanged),
            InvitationState::Sent
            | InvitationState::Accepted
            | InvitationState::Declined
            | InvitationState::Tentative
            | InvitationState::Revoked => return Err(Code::InvitationNotInState.into()),
        };
        file.step(Self::OPERATION)?;
        file.ensure_may_join(&target.invitation, InvitationState::is_wanted, at)?;
        let decision = family_decision(&file.case, self.evidence.as_ref(), at)?;
        let approved = target.invitation.amended(|it| {
            it.state = InvitationState::FamilyApproved;
            it.decision = Some(decision);
        });
        let change = Change::of(approved.id).in_case(file.case.case.id).put(approved);
        // Who was declined is not on the list that the family may have approved meanwhile, nor is somebody whom the one who
        // approved it may not know.
        let is_unseen = matches!(file.meeting.state, MeetingState::FamilyApproved);
        Ok(change.put_all(file.relisted().filter(|_| is_new_name || is_unseen)).into())
    }
}
