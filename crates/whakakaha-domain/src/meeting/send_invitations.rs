//! Sending the invitations.

use super::{Invitation, InvitationState, Invitee, MeetingFile, MeetingState, facts::ensure_consent};
use crate::{
    agency::Agency,
    assignment::{Assignment, Involvement, Role},
    case::FamilyDecision,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Sends every invitation that the family approved and that is not out yet: after the family approved
/// the meeting (F0-47), and again for each person approved since, such as a substitute (F0-43).
pub struct SendInvitations;

impl Command for SendInvitations {
    type Target = MeetingFile;
    const OPERATION: Operation = Operation::SendInvitations;

    fn decide(&self, file: &MeetingFile, at: &Moment) -> Result<Decision, Refusal> {
        file.step(Self::OPERATION)?;
        ensure_consent(&file.case, at)?;
        let first = matches!(file.meeting.state, MeetingState::FamilyApproved);
        if first {
            file.ensure_people()?;
        } else {
            ensure(to_send(file).next().is_some(), Code::NothingToSend)?;
        }
        file.ensure_apart(InvitationState::is_wanted, at)?;
        file.ensure_facilitator()?;
        let coming: Vec<_> = workers(file).collect();
        let named = coming.iter().all(|(_, agency, _)| is_named(file, *agency, at));
        ensure(named, Code::AgencyNotNamed)?;
        let sent = to_send(file).map(|it| it.amended(|it| it.state = InvitationState::Sent));
        let joining = joining(file, &coming, at);
        let invited = first.then(|| file.meeting.amended(|it| it.state = MeetingState::Invited));
        let change = Change::of(file.meeting.id).in_case(file.case.case.id).put_all(invited);
        Ok(change.put_all(sent).put_all(joining).into())
    }
}

/// A worker who comes for an agency, because the family wants it.
type Coming<'a> = (Id<Worker>, Id<Agency>, Option<&'a FamilyDecision>);

fn to_send(file: &MeetingFile) -> impl Iterator<Item = &Entity<Invitation>> {
    file.invitations.iter().filter(|it| it.state == InvitationState::FamilyApproved)
}

/// The workers who come for their agency: neither the coordinator nor the facilitator does.
fn workers(file: &MeetingFile) -> impl Iterator<Item = Coming<'_>> {
    let coordinator = file.case.holder(Role::Coordinator).and_then(|it| it.worker_id);
    let facilitator = file.meeting.facilitation.as_ref().map(|it| it.worker_id);
    to_send(file).filter_map(move |it| match it.invitee {
        Invitee::Worker { worker_id, agency_id } => {
            let comes_for_agency = ![coordinator, facilitator].contains(&Some(worker_id));
            comes_for_agency.then_some((worker_id, agency_id, it.decision.as_ref()))
        }
        Invitee::FamilyMember { .. } | Invitee::SupportPerson { .. } => None,
    })
}

fn is_named(file: &MeetingFile, agency: Id<Agency>, at: &Moment) -> bool {
    file.case.shares_with(agency, file.today(at))
}

/// Invited workers who have no role on the case take part from now on, so that they see it.
fn joining(file: &MeetingFile, invited: &[Coming<'_>], at: &Moment) -> Vec<Entity<Assignment>> {
    let current = || file.case.assignments.iter().filter(|it| it.ended_on.is_none());
    let newcomers = invited.iter().filter(|(worker, ..)| !current().any(|it| it.worker_id == Some(*worker)));
    newcomers
        .zip(0..)
        .map(|((worker_id, agency_id, decision), n)| {
            let known = current().any(|it| it.agency_id == *agency_id);
            let assignment = Assignment {
                case_id: file.case.case.id,
                role: Role::Participant,
                agency_id: *agency_id,
                worker_id: Some(*worker_id),
                involvement: Some(if known { Involvement::Existing } else { Involvement::New }),
                started_on: file.today(at),
                ended_on: None,
                decision: decision.cloned(),
            };
            Entity::new(at.id(n), assignment)
        })
        .collect()
}
