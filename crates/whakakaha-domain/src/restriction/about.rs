//! What words are about, as whoever writes them down says: a restriction on a person or on a kind of information finds
//! them by that.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    case::CaseFile,
    command::Moment,
    consent::InformationCategory,
    ids::Id,
    person::Person,
    refusal::{Code, Refusal},
};

/// What words are about. About nobody in particular, they concern the family as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Members of the family.
    pub people: Vec<Id<Person>>,
    /// Kinds of information.
    pub categories: Vec<InformationCategory>,
}

impl About {
    /// Whether nobody and nothing in particular is named.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.people.is_empty() && self.categories.is_empty()
    }

    /// Refuses who is no member of the family today, or is kept from the caller.
    pub(crate) fn check(&self, file: &CaseFile, at: &Moment, pointer: &str) -> Result<(), Refusal> {
        let today = file.case.today(at.now);
        match self.people.iter().position(|person| !file.knows(*person, today)) {
            Some(n) => Err(Refusal::at(Code::PersonNotMember, format!("{pointer}/people/{n}"))),
            None => Ok(()),
        }
    }

    /// What a thing must be about to be found by the same restrictions.
    pub(super) fn topics(&self) -> impl Iterator<Item = Uuid> {
        let people = self.people.iter().map(|person| person.uuid());
        people.chain(self.categories.iter().map(|category| category.topic()))
    }
}

/// A part of a thing that can be kept from somebody by itself: for them, the thing does not have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part<T> {
    /// Names the part; new whenever it is written anew.
    pub id: Id<T>,
    /// The part.
    #[serde(flatten)]
    pub body: T,
}

impl<T> Part<T> {
    /// Parts that are written now, with ids from the `first` on.
    pub(crate) fn all(bodies: impl IntoIterator<Item = T>, first: u32, at: &Moment) -> Vec<Self> {
        bodies.into_iter().zip(first..).map(|(body, n)| Self { id: at.id(n), body }).collect()
    }
}
