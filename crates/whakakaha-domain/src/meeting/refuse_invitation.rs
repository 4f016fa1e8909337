//! The family does not want somebody to come.

use super::{InvitationFile, InvitationState, Invitee};
use crate::{
    assignment::{Assignment, Involvement, Role},
    case::CaseState,
    command::{Change, Command, Decision, Moment},
    decision::{Evidence, family_decision},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// The family declines one named person, without a reason, until the meeting starts (F1-14).
pub struct RefuseInvitation {
    /// Who of the family decided.
    pub evidence: Option<Evidence>,
}

impl Command for RefuseInvitation {
    type Target = InvitationFile;
    const OPERATION: Operation = Operation::RefuseInvitation;

    fn decide(&self, target: &InvitationFile, at: &Moment) -> Result<Decision, Refusal> {
        let file = &target.meeting;
        let state = match target.invitation.state {
            InvitationState::Proposed | InvitationState::FamilyApproved => InvitationState::FamilyDeclined,
            InvitationState::Sent
            | InvitationState::Accepted
            | InvitationState::Declined
            | InvitationState::Tentative => InvitationState::Revoked,
            InvitationState::FamilyDeclined | InvitationState::Revoked => return Ok(Decision::Unchanged),
        };
        file.step(Self::OPERATION)?;
        let decision = family_decision(&file.case, self.evidence.as_ref(), at)?;
        let refused = target.invitation.amended(|it| {
            it.state = state;
            it.decision = Some(decision);
        });
        let change = Change::of(refused.id).in_case(file.case.case.id).put(refused);
        Ok(change.put_all(ended(target, at)).into())
    }
}

/// Before the first meeting, an agency that is new to the family comes to know of the case by its
/// invitation alone: taken back, that ends too.
fn ended(target: &InvitationFile, at: &Moment) -> Vec<Entity<Assignment>> {
    let file = &target.meeting.case;
    let (Invitee::Worker { worker_id, .. }, CaseState::Preparing) =
        (&target.invitation.invitee, &file.case.state)
    else {
        return Vec::new();
    };
    let today = target.meeting.today(at);
    file.holders(Role::Participant)
        .filter(|it| it.worker_id == Some(*worker_id) && it.involvement == Some(Involvement::New))
        .filter(|_| target.invitation.state.is_out())
        .map(|it| it.amended(|it| it.ended_on = Some(today)))
        .collect()
}
