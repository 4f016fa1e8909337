//! What the rules about an item look at.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Disclosure, DisclosureStatus};
use crate::{
    assignment::Role,
    calendar::Zone,
    case::CaseFile,
    command::Moment,
    entity::Entity,
    ids::Id,
    machine::Machine,
    meeting::{Meeting, MeetingStatus},
    operation::Operation,
    person::Person,
    refusal::{Code, Refusal, ensure},
    restriction::Restriction,
    safety::Safeguard,
};

/// An item with its case, its meeting, and what the family keeps from its recipients.
pub struct DisclosureFile {
    /// The case.
    pub case: CaseFile,
    /// The item.
    pub item: Entity<Disclosure>,
    /// The meeting for which it is shared.
    pub meeting: Option<Entity<Meeting>>,
    /// What the family keeps from whom, of what the item is about.
    pub restrictions: Vec<Entity<Restriction>>,
    /// What safety alerts keep from whom, of what the item is about.
    pub safeguards: Vec<Entity<Safeguard>>,
}

impl Meeting {
    /// Whether it is over or will not take place: nothing is shared for it any more.
    #[must_use]
    pub fn is_past(&self, zone: Zone, now: DateTime<Utc>) -> bool {
        let end = zone.local(self.starts_at_local) + TimeDelta::minutes(self.minutes.into());
        !MeetingStatus::OPEN.contains(&self.state.status()) || now >= end
    }
}

/// Whether an item about these people concerns somebody: who is one of them, or speaks for a child among them.
pub(super) fn concerns(file: &CaseFile, subjects: &[Id<Person>], person: Id<Person>) -> bool {
    subjects.iter().any(|subject| stands_for(file, person, *subject))
}

/// Whether somebody is told, and decides, for a person: for themselves, or for a child who does not. For a child, those
/// who are on record as its parents or guardians; where nobody is, the adults of the family.
pub(super) fn stands_for(file: &CaseFile, person: Id<Person>, subject: Id<Person>) -> bool {
    let membership = |id: Id<Person>| {
        let mut present = file.members.iter().filter(|it| it.membership.is_present());
        present.find(|it| it.person.id == id).map(|it| &it.membership)
    };
    let Some((teller, told)) = membership(person).zip(membership(subject)) else { return false };
    let is_silent_child = told.role.is_child() && !told.speaks_for_themselves();
    if is_silent_child {
        teller.speaks_for_themselves() && file.guards_on_record(person, subject).unwrap_or(true)
    } else {
        person == subject
    }
}

impl DisclosureFile {
    /// Whether the operation is possible in the present state, in a case that is not over, or on what the law demands. While
    /// an agency waits for advice, others find the item proposed, and nothing but that they cannot go on with it.
    pub(super) fn step(&self, by: Operation, at: &Moment) -> Result<DisclosureStatus, Refusal> {
        ensure(self.case.case.is_open() || self.item.ground.is_statutory(), Code::CaseClosed)?;
        let status = self.item.status;
        if self.item.status_for(at.actor.principal.agency()) != status {
            DisclosureStatus::Proposed.after(by)?;
            return status.after(by).map_err(|_| Code::DisclosureOfOthers.into());
        }
        status.after(by)
    }

    /// Refuses somebody else's item: an agency discloses only its own (F1-15).
    pub(super) fn ensure_own(&self, at: &Moment) -> Result<(), Refusal> {
        let own = at.actor.principal.agency() == Some(self.item.from_agency_id);
        ensure(own, Code::DisclosureOfOthers)
    }

    /// The same, for what the coordinator of the case may do as well.
    pub(super) fn ensure_own_or_coordinated(&self, at: &Moment) -> Result<(), Refusal> {
        if self.is_coordinated(at) { Ok(()) } else { self.ensure_own(at) }
    }

    /// Whether the coordinator of the case calls.
    pub(super) fn is_coordinated(&self, at: &Moment) -> bool {
        holds(&self.case, Role::Coordinator, at)
    }

    /// Whether the caller may know what the family consented to.
    pub(super) fn knows_of_consent(&self, at: &Moment) -> bool {
        [Role::Coordinator, Role::LeadWorker, Role::KeyContact]
            .iter()
            .any(|role| holds(&self.case, *role, at))
    }

    /// Whether an item concerns somebody.
    pub(super) fn concerns(&self, person: Id<Person>) -> bool {
        concerns(&self.case, &self.item.subjects, person)
    }
}

fn holds(case: &CaseFile, role: Role, at: &Moment) -> bool {
    let worker = at.actor.principal.worker();
    worker.is_some() && case.holders(role).any(|holder| holder.worker_id == worker)
}
