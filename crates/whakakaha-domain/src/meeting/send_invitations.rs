//! Sending the invitations.

use super::{
    Invitation, InvitationState, Invitee, MeetingFile, MeetingPack, MeetingState, facts::ensure_consent,
};
use crate::{
    agency::Agency,
    assignment::{Assignment, Involvement, Role},
    case::FamilyDecision,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    plan::Recipient,
    profile::ProfileEntry,
    refusal::{Code, Refusal, ensure},
    restriction::{Confidences, Reader},
    worker::Worker,
};

/// A meeting with what those who are invited are given.
pub struct Dispatch {
    /// The meeting.
    pub meeting: MeetingFile,
    /// The family's profile, without removed entries, in the order in which they were said.
    pub entries: Vec<Entity<ProfileEntry>>,
    /// What is kept from whom.
    pub confidences: Confidences,
}

/// Sends every invitation that the family approved and that is not out yet: after the family approved
/// the meeting (F0-47), and again for each person approved since, such as a substitute (F0-43). With it goes what each
/// is given to prepare (F0-39).
pub struct SendInvitations;

impl Command for SendInvitations {
    type Target = Dispatch;
    const OPERATION: Operation = Operation::SendInvitations;

    fn decide(&self, dispatch: &Dispatch, at: &Moment) -> Result<Decision, Refusal> {
        let file = &dispatch.meeting;
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
        Ok(change.put_all(sent).put_all(joining).put_all(packs(dispatch, at)).into())
    }
}

/// A worker who comes for an agency, because the family wants it.
type Coming<'a> = (Id<Worker>, Id<Agency>, Option<&'a FamilyDecision>);

fn to_send(file: &MeetingFile) -> impl Iterator<Item = &Entity<Invitation>> {
    file.invitations.iter().filter(|it| it.state == InvitationState::FamilyApproved)
}

/// What each is given who is invited now, and with the first invitations whoever runs the meeting.
fn packs(dispatch: &Dispatch, at: &Moment) -> Vec<Entity<MeetingPack>> {
    let file = &dispatch.meeting;
    let coordinator = file.case.holder(Role::Coordinator).and_then(|it| it.worker_id);
    let of_worker = |worker, agency| {
        let coordinates = coordinator == Some(worker);
        let reader = if coordinates { Reader::Coordinator(worker) } else { Reader::Worker(worker, agency) };
        (Recipient::Worker(worker), reader)
    };
    let invited = to_send(file).filter_map(|it| match it.invitee {
        Invitee::Worker { worker_id, agency_id } => Some(of_worker(worker_id, agency_id)),
        Invitee::FamilyMember { person_id } => {
            Some((Recipient::FamilyMember(person_id), Reader::FamilyMember(person_id)))
        }
        Invitee::SupportPerson { .. } => None,
    });
    let mut given: Vec<(Recipient, Reader)> = invited.collect();
    let runs = file.meeting.facilitation.as_ref().map(|it| of_worker(it.worker_id, it.agency_id));
    let runs =
        runs.filter(|it| matches!(file.meeting.state, MeetingState::FamilyApproved) && !given.contains(it));
    given.extend(runs);
    let packs = given.into_iter().map(|to| MeetingPack::of(dispatch, to, at));
    packs.zip(FIRST_PACK..).map(|(pack, n)| Entity::new(at.id(n), pack)).collect()
}

/// The ids of what is given come after those of the roles that begin.
const FIRST_PACK: u32 = 1_000;

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
