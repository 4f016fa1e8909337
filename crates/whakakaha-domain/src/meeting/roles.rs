//! Roles that are given at a meeting: lead agency, lead worker, key contact (F0-24, F0-26, F0-33).

use super::{Completion, MeetingFile};
use crate::{
    agency::Agency,
    assignment::{Assignment, Role},
    command::Moment,
    entity::Entity,
    ids::Id,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Who is named for a role at a meeting.
#[derive(Clone, Copy, Debug, Default)]
pub struct Named {
    /// The agency that is to lead.
    pub lead_agency: Option<Id<Agency>>,
    /// The worker who is to lead.
    pub lead_worker: Option<Id<Worker>>,
    /// The person who is to keep in touch with the family.
    pub key_contact: Option<Id<Worker>>,
}

/// The workers who are named, if there are such.
#[derive(Default)]
pub struct Appointed {
    /// The worker who is to lead.
    pub lead_worker: Option<Entity<Worker>>,
    /// The person who is to keep in touch with the family.
    pub key_contact: Option<Entity<Worker>>,
}

/// Who holds a role from now on.
type Holder = (Role, Id<Agency>, Option<Id<Worker>>);

/// The assignments to end and to make, in that order, so that the case has a lead agency and a key contact.
pub(super) fn assignments(
    target: &Completion,
    named: Named,
    at: &Moment,
) -> Result<Vec<Entity<Assignment>>, Refusal> {
    let (file, workers) = (&target.meeting, &target.appointed);
    let holder = |role| file.case.holder(role).map(|it| it.agency_id);
    let lead = named.lead_agency.or_else(|| holder(Role::LeadAgency)).ok_or(Code::LeadAgencyMissing)?;
    let mut wanted: Vec<Holder> = Vec::new();
    if named.lead_agency.is_some() {
        ensure(takes_part(file, lead), Code::AgencyNotParticipating)?;
        wanted.push((Role::LeadAgency, lead, None));
    }
    ensure(!target.lead_excluded, Code::LeadNotPossible)?;
    if named.lead_worker.is_some() {
        let worker = employed(workers.lead_worker.as_ref(), "#/lead_worker_id")?;
        if worker.agency_id != lead {
            return Err(Refusal::at(Code::WorkerNotOfAgency, "#/lead_worker_id"));
        }
        wanted.push((Role::LeadWorker, lead, Some(worker.id)));
    }
    if named.key_contact.is_some() {
        let worker = employed(workers.key_contact.as_ref(), "#/key_contact_id")?;
        ensure(takes_part(file, worker.agency_id), Code::AgencyNotParticipating)?;
        ensure(worker.is_reachable(), Code::KeyContactUnreachable)?;
        wanted.push((Role::KeyContact, worker.agency_id, Some(worker.id)));
    } else {
        ensure(holder(Role::KeyContact).is_some(), Code::KeyContactMissing)?;
    }
    Ok(handed_over(file, lead, &wanted, at))
}

fn employed<'a>(worker: Option<&'a Entity<Worker>>, pointer: &str) -> Result<&'a Entity<Worker>, Refusal> {
    let worker = worker.ok_or_else(|| Refusal::at(Code::ReferenceUnknown, pointer))?;
    ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
    Ok(worker)
}

/// Whether the agency takes part by any role but those of the process itself.
fn takes_part(file: &MeetingFile, agency: Id<Agency>) -> bool {
    file.case.assignments.iter().any(|it| {
        it.ended_on.is_none()
            && it.agency_id == agency
            && !matches!(it.role, Role::Coordinator | Role::Facilitator)
    })
}

/// Ends the assignments of those who are replaced, a lead worker of another agency included.
fn handed_over(
    file: &MeetingFile,
    lead: Id<Agency>,
    wanted: &[Holder],
    at: &Moment,
) -> Vec<Entity<Assignment>> {
    let today = file.today(at);
    let case_id = file.case.case.id;
    let is = |it: &Assignment, (role, agency, worker): Holder| {
        it.role == role && it.agency_id == agency && it.worker_id == worker
    };
    let current = || file.case.assignments.iter().filter(|it| it.ended_on.is_none());
    let replaced = |it: &Assignment| {
        wanted.iter().any(|holder| holder.0 == it.role && !is(it, *holder))
            || (it.role == Role::LeadWorker && it.agency_id != lead)
    };
    let ended = current().filter(|it| replaced(it)).map(|it| it.amended(|it| it.ended_on = Some(today)));
    let begun = wanted.iter().filter(|holder| !current().any(|it| is(it, **holder))).zip(FIRST_ID..);
    let begun = begun.map(|(&(role, agency_id, worker_id), n)| {
        let assignment = Assignment {
            case_id,
            role,
            agency_id,
            worker_id,
            involvement: None,
            started_on: today,
            ended_on: None,
            decision: None,
        };
        Entity::new(at.id(n), assignment)
    });
    ended.chain(begun).collect()
}

/// The ids before it are left to what else a completion makes.
const FIRST_ID: u32 = 10;
