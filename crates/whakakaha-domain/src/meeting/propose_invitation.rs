//! Proposing that somebody comes.

use super::{Invitation, InvitationState, Invitee, MeetingFile};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    profile::ensure_member,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Proposes a named person, about whom the family decides (F1-14). Whoever is added after the family
/// approved the list, and before it was sent, takes that approval away; afterwards the person is
/// approved and invited alone, for instance as a substitute (F0-43).
pub struct ProposeInvitation(pub Proposal);

/// Who is to come.
#[derive(Clone)]
pub enum Proposal {
    /// A worker, of whichever agency they work for.
    Worker(Id<Worker>),
    /// A member of the family.
    FamilyMember(Id<Person>),
    /// Somebody whom the family wants beside it, by name.
    SupportPerson(String),
}

/// A meeting, and the worker proposed.
pub struct Invitable {
    /// The meeting.
    pub meeting: MeetingFile,
    /// The worker, if one is proposed and there is such a worker.
    pub worker: Option<Entity<Worker>>,
}

impl Command for ProposeInvitation {
    type Target = Invitable;
    const OPERATION: Operation = Operation::ProposeInvitation;

    fn decide(&self, target: &Invitable, at: &Moment) -> Result<Decision, Refusal> {
        let file = &target.meeting;
        file.step(Self::OPERATION)?;
        let invitee = self.invitee(target, at)?;
        ensure(!file.invitations.iter().any(|it| is_for(it, &invitee)), Code::InvitedAlready)?;
        let invitation = Invitation {
            case_id: file.case.case.id,
            meeting_id: file.meeting.id,
            invitee,
            state: InvitationState::Proposed,
            decision: None,
            reason: None,
            attendance: None,
        };
        let invitation = Entity::new(at.id(0), invitation);
        file.ensure_may_join(&invitation, listed, at)?;
        let change = Change::of(invitation.id).in_case(file.case.case.id).put(invitation);
        Ok(change.put_all(file.relisted()).into())
    }
}

impl ProposeInvitation {
    fn invitee(&self, target: &Invitable, at: &Moment) -> Result<Invitee, Refusal> {
        match &self.0 {
            Proposal::Worker(_) => {
                let unknown = || Refusal::at(Code::ReferenceUnknown, "#/invitee/worker_id");
                let worker = target.worker.as_ref().ok_or_else(unknown)?;
                ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
                Ok(Invitee::Worker { worker_id: worker.id, agency_id: worker.agency_id })
            }
            Proposal::FamilyMember(person) => {
                ensure_member(&target.meeting.case, Some(*person), at, "#/invitee/person_id")?;
                Ok(Invitee::FamilyMember { person_id: *person })
            }
            Proposal::SupportPerson(name) => Ok(Invitee::SupportPerson { name: name.clone() }),
        }
    }
}

/// Whether the person is on the list, whatever the family decides yet.
fn listed(state: InvitationState) -> bool {
    state.is_wanted() || state == InvitationState::Proposed
}

/// Whether it invites this person and was not taken back.
fn is_for(invitation: &Invitation, wanted: &Invitee) -> bool {
    let same = match (&invitation.invitee, wanted) {
        (Invitee::Worker { worker_id, .. }, Invitee::Worker { worker_id: wanted, .. }) => worker_id == wanted,
        (one, other) => one == other,
    };
    same && invitation.state != InvitationState::Revoked
}
