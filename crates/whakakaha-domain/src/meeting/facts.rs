//! What the rules about meetings look at.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    AgendaPoint, Approval, Aspect, Facilitation, Invitation, InvitationState, Invitee, Meeting, MeetingState,
    MeetingStatus,
};
use crate::{
    assignment::{Assignment, Role},
    case::CaseFile,
    command::Moment,
    entity::Entity,
    facilitator::Facilitator,
    ids::Id,
    machine::Machine,
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal, ensure},
    restriction::Part,
};

/// A case with its meetings.
pub struct CaseMeetings {
    /// The case.
    pub case: CaseFile,
    /// Every meeting of the case.
    pub meetings: Vec<Entity<Meeting>>,
}

/// A meeting with what its rules look at.
#[derive(Clone)]
pub struct MeetingFile {
    /// The case.
    pub case: CaseFile,
    /// The meeting.
    pub meeting: Entity<Meeting>,
    /// Every invitation to it.
    pub invitations: Vec<Entity<Invitation>>,
    /// The registration of the facilitator appointed.
    pub facilitator: Option<Entity<Facilitator>>,
    /// Whether the family's profile has any entry.
    pub has_profile: bool,
    /// Pairs of members of the family who must not meet.
    pub apart: Vec<Apart>,
    /// The points of its agenda that are kept from the caller.
    pub kept_points: BTreeSet<Uuid>,
    /// The meetings of the case that are not over, among them its other sessions.
    pub sessions: Vec<Entity<Meeting>>,
}

/// Two people who must not meet.
pub type Apart = (Id<Person>, Id<Person>);

/// An invitation with its meeting.
pub struct InvitationFile {
    /// The meeting.
    pub meeting: MeetingFile,
    /// The invitation.
    pub invitation: Entity<Invitation>,
}

/// Refuses unless the family's consent to take part holds and the case neither rests nor is over.
pub(super) fn ensure_consent(case: &CaseFile, at: &Moment) -> Result<(), Refusal> {
    let today = case.case.today(at.now);
    ensure(case.case.is_under_way() && case.consents_on(today), Code::ConsentInsufficient)
}

impl CaseFile {
    /// The cause why people cannot meet for the coordinator, and none for anybody else.
    pub(super) fn told(&self, cause: Code, at: &Moment) -> Code {
        let coordinator = self.holder(Role::Coordinator).and_then(|it| it.worker_id);
        let may_know = coordinator.is_some() && coordinator == at.actor.principal.worker();
        if may_know { cause } else { Code::CoordinatorFirst }
    }
}

impl MeetingFile {
    /// The state after an operation, in a case that is not over.
    pub(super) fn step(&self, by: Operation) -> Result<MeetingStatus, Refusal> {
        ensure(self.case.case.is_open(), Code::CaseClosed)?;
        self.meeting.state.status().after(by)
    }

    /// Whether a point of the agenda is kept from the caller.
    pub(super) fn keeps_point(&self, point: &Part<AgendaPoint>) -> bool {
        self.kept_points.contains(&point.id.uuid())
    }

    /// The points of the agenda that the caller may know.
    pub(super) fn known_points(&self) -> impl Iterator<Item = &Part<AgendaPoint>> {
        self.meeting.agenda.iter().filter(|it| !self.keeps_point(it))
    }

    /// Today where the family lives.
    pub(super) fn today(&self, at: &Moment) -> NaiveDate {
        self.case.case.today(at.now)
    }

    /// Refuses while the family has not decided about somebody, or wants nobody of its own or nobody else. Whoever asks
    /// is told so only of those on the list whom they may know.
    pub(super) fn ensure_people(&self) -> Result<(), Refusal> {
        let known = |it: &&Entity<Invitation>| {
            it.invitee.member().is_none_or(|person| !self.case.kept_back.contains(&person))
        };
        let listed = || self.invitations.iter().filter(known);
        ensure(!listed().any(|it| it.state == InvitationState::Proposed), Code::InvitationUndecided)?;
        let wanted = |family: bool| {
            listed().any(|it| {
                it.state.is_wanted() && matches!(it.invitee, Invitee::FamilyMember { .. }) == family
            })
        };
        ensure(wanted(true) && wanted(false), Code::NobodyInvited)
    }

    /// Refuses where the facilitator appointed, if there is one, does not fit any more.
    pub(super) fn ensure_facilitator(&self) -> Result<(), Refusal> {
        match &self.meeting.facilitation {
            Some(facilitation) => self.ensure_fit(self.facilitator.as_deref(), facilitation),
            None => Ok(()),
        }
    }

    /// Refuses while somebody who comes has left the family, or two who come must not meet (F0-21). Only the
    /// coordinator is told which: others may not know of it, and find no cause in the answer.
    pub(super) fn ensure_apart(
        &self,
        comes: impl Fn(InvitationState) -> bool,
        at: &Moment,
    ) -> Result<(), Refusal> {
        let coming: Vec<Id<Person>> = self.members(comes).collect();
        coming.iter().try_for_each(|person| self.ensure_apart_from(*person, &coming, at))
    }

    /// The same of one person who is to come beside those with invitations in such states.
    pub(super) fn ensure_may_join(
        &self,
        invitation: &Invitation,
        comes: impl Fn(InvitationState) -> bool,
        at: &Moment,
    ) -> Result<(), Refusal> {
        let Some(person) = invitation.invitee.member() else { return Ok(()) };
        let others: Vec<Id<Person>> = self.members(comes).collect();
        self.ensure_apart_from(person, &others, at)
    }

    fn ensure_apart_from(
        &self,
        person: Id<Person>,
        others: &[Id<Person>],
        at: &Moment,
    ) -> Result<(), Refusal> {
        let meets = |&(one, other): &Apart| {
            one == person && others.contains(&other) || other == person && others.contains(&one)
        };
        ensure(!self.apart.iter().any(meets), self.case.told(Code::NoContact, at))?;
        ensure(self.belongs(person), self.case.told(Code::InviteeLeft, at))
    }

    /// The members of the family with invitations in such states.
    fn members(&self, comes: impl Fn(InvitationState) -> bool) -> impl Iterator<Item = Id<Person>> {
        let invited = self.invitations.iter().filter(move |it| comes(it.state));
        invited.filter_map(|it| it.invitee.member())
    }

    fn belongs(&self, person: Id<Person>) -> bool {
        self.case.members.iter().any(|it| it.person.id == person && it.membership.is_present())
    }

    /// Refuses a facilitator without training that counts on the day, or who is not independent (F0-20, F0-38).
    pub(super) fn ensure_fit(
        &self,
        facilitator: Option<&Facilitator>,
        facilitation: &Facilitation,
    ) -> Result<(), Refusal> {
        let day = self.meeting.starts_at_local.date();
        let trained = facilitator.is_some_and(|it| it.is_trained_on(day));
        ensure(trained, Code::FacilitatorUntrained)?;
        ensure(self.is_independent(facilitation), Code::FacilitatorNotIndependent)
    }

    /// Whether the employer neither takes part nor has somebody else invited.
    fn is_independent(&self, facilitation: &Facilitation) -> bool {
        let takes_part = self.case.assignments.iter().any(|it| {
            it.ended_on.is_none()
                && !matches!(it.role, Role::Coordinator | Role::Facilitator)
                && (it.agency_id == facilitation.agency_id || it.worker_id == Some(facilitation.worker_id))
        });
        let invited = self.invitations.iter().any(|it| match it.invitee {
            Invitee::Worker { worker_id, agency_id } => {
                (it.state.is_wanted() || it.state == InvitationState::Proposed)
                    && agency_id == facilitation.agency_id
                    && worker_id != facilitation.worker_id
            }
            Invitee::FamilyMember { .. } | Invitee::SupportPerson { .. } => false,
        });
        !takes_part && !invited
    }

    /// The facilitator's role on the case, which ends with the meeting.
    pub(super) fn released(&self, at: &Moment) -> Vec<Entity<Assignment>> {
        let today = self.today(at);
        let ended = |it: &Entity<Assignment>| it.amended(|it| it.ended_on = Some(today));
        self.case.holders(Role::Facilitator).map(ended).collect()
    }

    /// The meeting without the family's approval of who comes, while nothing has been sent. It stays as it is where that
    /// was not given: its version would tell of somebody on the list who is kept from the reader.
    pub(super) fn relisted(&self) -> Option<Entity<Meeting>> {
        let approved = self.meeting.approvals.iter().any(|it| it.aspect == Aspect::Participants);
        let unsent = match self.meeting.state {
            MeetingState::Preparing => approved,
            MeetingState::FamilyApproved => true,
            MeetingState::Invited
            | MeetingState::Confirmed
            | MeetingState::InProgress
            | MeetingState::Completed(_)
            | MeetingState::HeldWithoutFamily { .. }
            | MeetingState::Adjourned { .. }
            | MeetingState::Cancelled { .. } => false,
        };
        unsent.then(|| self.without(Aspect::Participants))
    }

    /// The meeting back in preparation, without the family's approval of one aspect.
    pub(super) fn without(&self, aspect: Aspect) -> Entity<Meeting> {
        self.meeting.amended(|it| {
            it.approvals.retain(|approval: &Approval| approval.aspect != aspect);
            it.state = MeetingState::Preparing;
        })
    }
}
