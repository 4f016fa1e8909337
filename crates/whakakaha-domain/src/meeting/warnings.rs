//! What does not stop a meeting, and is worth a thought before it takes place.

use std::collections::BTreeSet;

use super::{Invitation, InvitationState, Invitee, Meeting, MeetingStatus, Neutrality};
use crate::{
    code::{CodeList, code_list},
    entity::Entity,
    ids::Id,
    worker::Worker,
};

code_list! {
    /// What is worth a thought before a meeting takes place.
    MeetingWarning {
        /// No member of the family has accepted.
        NoFamily = "no_family_member_accepted",
        /// Fewer than two agencies have accepted.
        FewAgencies = "fewer_than_two_agencies_accepted",
        /// Somebody who is invited has not answered.
        Unanswered = "invitation_unanswered",
        /// The venue belongs to an agency that takes part (F0-10).
        AgencyPremises = "venue_of_an_agency",
    }
}

/// What is worth a thought. Neither the coordinator nor the facilitator comes for an agency.
#[must_use]
pub fn warnings(
    meeting: &Meeting,
    invitations: &[Entity<Invitation>],
    coordinator: Option<Id<Worker>>,
) -> Vec<MeetingWarning> {
    let status = meeting.state.status();
    if !MeetingStatus::TO_COME.contains(&status) {
        return Vec::new();
    }
    let out = matches!(status, MeetingStatus::Invited | MeetingStatus::Confirmed);
    let apply = |warning: &MeetingWarning| match warning {
        MeetingWarning::NoFamily => out && !family_accepted(invitations),
        MeetingWarning::FewAgencies => out && agencies_accepted(meeting, invitations, coordinator) < 2,
        MeetingWarning::Unanswered => out && invitations.iter().any(|it| it.state == InvitationState::Sent),
        MeetingWarning::AgencyPremises => meeting.venue.neutrality == Neutrality::AgencyPremises,
    };
    MeetingWarning::ALL.iter().copied().filter(apply).collect()
}

/// Whether a member of the family will come.
pub(super) fn family_accepted(invitations: &[Entity<Invitation>]) -> bool {
    let mut accepted = invitations.iter().filter(|it| it.state == InvitationState::Accepted);
    accepted.any(|it| matches!(it.invitee, Invitee::FamilyMember { .. }))
}

fn agencies_accepted(
    meeting: &Meeting,
    invitations: &[Entity<Invitation>],
    coordinator: Option<Id<Worker>>,
) -> usize {
    let facilitator = meeting.facilitation.as_ref().map(|it| it.worker_id);
    let accepted = invitations.iter().filter(|it| it.state == InvitationState::Accepted);
    let agencies = accepted.filter_map(|it| match it.invitee {
        Invitee::Worker { worker_id, agency_id } => {
            (![coordinator, facilitator].contains(&Some(worker_id))).then_some(agency_id)
        }
        Invitee::FamilyMember { .. } | Invitee::SupportPerson { .. } => None,
    });
    agencies.collect::<BTreeSet<_>>().len()
}
