//! A case with what almost every rule about it looks at.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Case;
use crate::{
    agency::Agency,
    assignment::{Assignment, Role},
    consent::{Consent, Purpose, state::standing},
    entity::Entity,
    ids::Id,
    membership::{Member, Membership},
    person::Person,
    worker::Worker,
};

/// A case with what almost every rule about it looks at: members, consents, roles.
#[derive(Clone)]
pub struct CaseFile {
    /// The case.
    pub case: Entity<Case>,
    /// Everybody who is or was a member of the family.
    pub members: Vec<Member>,
    /// Every consent on the case.
    pub consents: Vec<Entity<Consent>>,
    /// Every assignment on the case, ended ones included.
    pub assignments: Vec<Entity<Assignment>>,
    /// Who is, or was, a parent or guardian of a member, where it is on record.
    pub guardians: Vec<Guardian>,
    /// Members who are kept from the caller: named by them, they are nobody.
    pub kept_back: BTreeSet<Id<Person>>,
}

/// That somebody is a parent or guardian of a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guardian {
    /// The parent or guardian.
    pub guardian: Id<Person>,
    /// The child.
    pub child: Id<Person>,
    /// Whether that is over.
    pub ended: bool,
}

impl CaseFile {
    /// Whether the family's consent to take part opens the case on a day, to all or without those who object.
    #[must_use]
    pub fn consents_on(&self, day: NaiveDate) -> bool {
        standing(self, Purpose::Participate, None, day).opens
    }

    /// Whether the family's consent to share with an agency opens anything to it on a day.
    #[must_use]
    pub fn shares_with(&self, agency: Id<Agency>, day: NaiveDate) -> bool {
        standing(self, Purpose::ShareWithAgencies, Some(agency), day).opens
    }

    /// Whether somebody is a parent or guardian of a child, by what is on record of the child; `None` where that says
    /// nothing. Whoever once was is none any more; whoever does not speak for themselves speaks for nobody.
    #[must_use]
    pub fn guards_on_record(&self, person: Id<Person>, child: Id<Person>) -> Option<bool> {
        let speaks = |it: &Membership| it.is_present() && it.speaks_for_themselves();
        let belongs = |id| self.members.iter().any(|it| it.person.id == id && speaks(&it.membership));
        let of_child = || self.guardians.iter().filter(|it| it.child == child);
        let mut today = of_child().filter(|it| !it.ended && belongs(it.guardian)).peekable();
        if today.peek().is_some() {
            return Some(today.any(|it| it.guardian == person));
        }
        of_child().any(|it| it.guardian == person).then_some(false)
    }

    /// The assignments by which an agency takes part at present.
    pub fn participations(&self, agency: Id<Agency>) -> impl Iterator<Item = &Entity<Assignment>> {
        self.holders(Role::Participant).filter(move |holder| holder.agency_id == agency)
    }

    /// The present holder of a role that has one holder.
    #[must_use]
    pub fn holder(&self, role: Role) -> Option<&Entity<Assignment>> {
        self.holders(role).next()
    }

    /// The present holders of a role.
    pub fn holders(&self, role: Role) -> impl Iterator<Item = &Entity<Assignment>> {
        self.assignments
            .iter()
            .filter(move |assignment| assignment.role == role && assignment.ended_on.is_none())
    }

    /// The workers who have a role in the work of the agencies at present, with their agencies.
    pub fn at_work(&self) -> impl Iterator<Item = (Id<Worker>, Id<Agency>)> {
        let roles = [Role::LeadWorker, Role::KeyContact, Role::Participant, Role::LeadAgency];
        let holders = roles.into_iter().flat_map(|role| self.holders(role));
        holders.filter_map(|holder| holder.worker_id.map(|worker| (worker, holder.agency_id)))
    }

    /// Whether the caller may name this person as a member of the family, on a day.
    #[must_use]
    pub fn knows(&self, person: Id<Person>, day: NaiveDate) -> bool {
        self.member(person, day).is_some() && !self.kept_back.contains(&person)
    }

    /// The member of the family who is this person, on a day.
    #[must_use]
    pub fn member(&self, person: Id<Person>, day: NaiveDate) -> Option<&Member> {
        self.members.iter().find(|member| member.person.id == person && member.membership.holds_on(day))
    }
}
