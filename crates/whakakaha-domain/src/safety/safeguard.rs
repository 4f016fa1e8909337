//! What an alert keeps from whom. It works as a restriction of the family does, in the same places.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AlertKind, SafetyAlert, Tie};
use crate::{
    agency::Agency,
    case::{Case, CaseFile},
    code::CodeList,
    command::Moment,
    entity::Entity,
    ids::Id,
    person::Person,
    restriction::{AudienceKind, Name, Reader},
    worker::Worker,
};

/// What is kept from somebody for the safety of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concealed {
    /// A member of the family, and everything that concerns them.
    Person(Id<Person>),
    /// That an agency takes part, and what it promised.
    Agency(Id<Agency>),
    /// That a worker takes part, and what they promised.
    Worker(Id<Worker>),
    /// Where members of the family are: schools, and the address of a meeting at the family's home.
    Places,
}

/// Where members of a family are. No thing, person or kind of information has this id.
pub(crate) const PLACES: Uuid = Uuid::from_u128(0xfe);

impl Concealed {
    /// What a thing must be about to be kept back.
    #[must_use]
    pub const fn topic(self) -> Uuid {
        match self {
            Self::Person(id) => id.uuid(),
            Self::Agency(id) => id.uuid(),
            Self::Worker(id) => id.uuid(),
            Self::Places => PLACES,
        }
    }
}

impl From<Tie> for Concealed {
    fn from(tie: Tie) -> Self {
        match tie {
            Tie::Agency { agency_id } => Self::Agency(agency_id),
            Tie::Worker { worker_id } => Self::Worker(worker_id),
        }
    }
}

/// What one alert keeps from some members of the family.
#[derive(Clone, Serialize, Deserialize)]
pub struct Safeguard {
    /// The case.
    pub case_id: Id<Case>,
    /// The alert.
    pub alert_id: Id<SafetyAlert>,
    /// What is kept back.
    pub conceals: Concealed,
    /// From whom.
    pub hidden_from: Vec<Id<Person>>,
    /// When the alert was over.
    pub lifted_at: Option<DateTime<Utc>>,
}

impl Safeguard {
    /// Whether it keeps its thing from the reader, while it is not lifted.
    #[must_use]
    pub fn keeps_from(&self, reader: Reader) -> bool {
        let named = matches!(reader, Reader::FamilyMember(person) if self.hidden_from.contains(&person));
        self.lifted_at.is_none() && named
    }

    /// The names of those from whom it keeps something.
    pub fn names(&self) -> impl Iterator<Item = Name> {
        self.hidden_from.iter().map(|person| (AudienceKind::FamilyMember.code(), person.uuid()))
    }
}

/// What an alert keeps from whom among those who are or were members of the family: from the restricted person,
/// everybody but the children whom they may see; from all but the protected person and a protected child's
/// guardians, where they are.
pub(super) fn safeguards(alert: &Entity<SafetyAlert>, file: &CaseFile) -> Vec<Safeguard> {
    let people: BTreeSet<Id<Person>> = file.members.iter().map(|it| it.person.id).collect();
    let kept = people.iter().filter(|person| hides(alert, **person)).map(|person| Concealed::Person(*person));
    let of_people = kept.map(|it| safeguard(alert, it, vec![alert.person_id]));
    let trusted = |person: Id<Person>| Some(person) == alert.protected_id || guards(alert, file, person);
    let others: Vec<Id<Person>> = people.iter().copied().filter(|person| !trusted(*person)).collect();
    of_people.chain(places(alert, &alert.ties, &others)).collect()
}

/// The safeguards of ties that are recorded later, from those from whom the places are kept already.
pub(super) fn of_ties(
    alert: &Entity<SafetyAlert>,
    ties: &[Tie],
    known: &[Entity<Safeguard>],
) -> Vec<Safeguard> {
    let places = known.iter().filter(|it| it.conceals == Concealed::Places && it.case_id == alert.case_id);
    let from: Vec<Id<Person>> = places.flat_map(|it| it.hidden_from.iter().copied()).collect();
    let all = ties.iter().map(|tie| safeguard(alert, Concealed::from(*tie), from.clone()));
    all.flat_map(|it| in_every_case(alert, it)).collect()
}

/// What alerts that hold keep from whom once somebody joins the family.
pub(crate) fn joining(
    alerts: &[Entity<SafetyAlert>],
    person: Id<Person>,
    at: &Moment,
) -> Vec<Entity<Safeguard>> {
    let all = alerts.iter().filter(|alert| alert.kind == AlertKind::NoContact).flat_map(|alert| {
        let hidden = hides(alert, person).then_some(Concealed::Person(person));
        let of_person = hidden.map(|it| safeguard(alert, it, vec![alert.person_id]));
        let from = if Some(person) == alert.protected_id { Vec::new() } else { vec![person] };
        let all = of_person.into_iter().chain(places(alert, &alert.ties, &from));
        all.flat_map(|it| in_every_case(alert, it))
    });
    all.zip(FIRST_ID..).map(|(it, n)| Entity::new(at.id(n), it)).collect()
}

/// The ids before it are left to what else a change makes.
pub(super) const FIRST_ID: u32 = 1000;

/// Whether the restricted person is not shown this one.
fn hides(alert: &SafetyAlert, person: Id<Person>) -> bool {
    person != alert.person_id && !alert.may_see.contains(&person)
}

/// Whether somebody is a guardian of the child whom the alert protects, and is not restricted by it.
fn guards(alert: &SafetyAlert, file: &CaseFile, person: Id<Person>) -> bool {
    let is_child = |it: &Id<Person>| {
        file.members.iter().any(|member| member.person.id == *it && member.membership.role.is_child())
    };
    let Some(child) = alert.protected_id.filter(is_child) else { return false };
    let on_record = file.guardians.iter().any(|it| it.guardian == person && it.child == child);
    let by_role = file.members.iter().any(|it| it.person.id == person && it.membership.role.is_guardian());
    person != alert.person_id && (on_record || by_role)
}

fn places(alert: &Entity<SafetyAlert>, ties: &[Tie], from: &[Id<Person>]) -> Vec<Safeguard> {
    if from.is_empty() {
        return Vec::new();
    }
    let all = [Concealed::Places].into_iter().chain(ties.iter().copied().map(Concealed::from));
    all.map(|it| safeguard(alert, it, from.to_vec())).collect()
}

/// The same in each case in which the alert holds.
fn in_every_case(alert: &SafetyAlert, kept: Safeguard) -> impl Iterator<Item = Safeguard> {
    alert.cases().map(move |case_id| Safeguard { case_id, ..kept.clone() })
}

fn safeguard(alert: &Entity<SafetyAlert>, conceals: Concealed, from: Vec<Id<Person>>) -> Safeguard {
    Safeguard { case_id: alert.case_id, alert_id: alert.id, conceals, hidden_from: from, lifted_at: None }
}
