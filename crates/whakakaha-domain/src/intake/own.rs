//! What of a request is somebody's own: the words of whoever asked, and what is said of a person.

use super::{DescribedPerson, Intake, ReferrerKind};
use crate::{
    entity::Entity,
    membership::Member,
    person::{Person, fold},
};

/// A request, as far as it is somebody's own.
pub struct OwnIntake {
    /// The request.
    pub intake: Entity<Intake>,
    /// Whether they asked themselves: its words are theirs.
    pub asked: bool,
    /// What it says of them.
    pub described: Vec<DescribedPerson>,
}

impl OwnIntake {
    /// What of a request is a person's own; `None` where nothing is. A name says whom it means only where nobody else of the
    /// family is, or was, called the same.
    #[must_use]
    pub fn of(intake: Entity<Intake>, person: &Entity<Person>, family: &[Member]) -> Option<Self> {
        let shared = family.iter().any(|it| it.person.id != person.id && is_called(&it.person, &person.name));
        let named = |name: &str| !shared && is_called(person, name);
        let asked = match intake.asked_by {
            Some(by) => by == person.id,
            None => intake.kind == ReferrerKind::FamilyMember && named(&intake.referrer.name),
        };
        let born =
            |it: &DescribedPerson| it.born_on.zip(person.born_on).is_none_or(|(said, day)| said == day);
        let people = intake.family.people.iter().filter(|it| named(&it.name) && born(it));
        let described: Vec<DescribedPerson> = people.cloned().collect();
        (asked || !described.is_empty()).then_some(Self { intake, asked, described })
    }
}

fn is_called(person: &Person, name: &str) -> bool {
    fold(&person.name) == fold(name)
}
