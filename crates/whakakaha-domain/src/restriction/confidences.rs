//! What is kept from whom in a case: by the family, by safety alerts, by consents that do not reach so far.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Reader, Restriction};
use crate::{
    case::CaseFile,
    consent::state::{Held, held_from},
    entity::Entity,
    safety::Safeguard,
};

/// What is kept from whom in a case now.
#[derive(Clone, Default)]
pub struct Confidences {
    /// What the family keeps from whom; lifted restrictions are left out.
    pub restrictions: Vec<Entity<Restriction>>,
    /// What safety alerts keep from whom.
    pub safeguards: Vec<Entity<Safeguard>>,
    /// What each thing of the case is about.
    pub topics: Vec<Topic>,
}

/// Something that a thing of the case is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The thing.
    pub item: Uuid,
    /// What it is about: itself, a kind of information, a person.
    pub topic: Uuid,
    /// Who wrote it down: a worker, a person or an agency's system.
    pub author: Uuid,
}

/// What is kept from a reader.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Everything that is.
    pub items: BTreeSet<Uuid>,
    /// Of that, what leaves a trace in the plan.
    pub masked: BTreeSet<Uuid>,
}

impl Confidences {
    /// What is kept from a reader on a day. What somebody wrote down themselves is kept from them only where it was
    /// hidden itself, not for what or whom it is about.
    #[must_use]
    pub fn hidden_from(&self, reader: Reader, file: &CaseFile, today: NaiveDate) -> Hidden {
        let keeping = || self.restrictions.iter().filter(|it| it.keeps_from(reader));
        let kept = |masked: bool| -> BTreeSet<Uuid> {
            let by = keeping().filter(|it| it.masks() == masked);
            by.flat_map(|it| self.found_by(it, reader)).collect()
        };
        let safe: BTreeSet<Uuid> = self.safeguards.iter().flat_map(|it| self.kept_safe(it, reader)).collect();
        let omitted = &(&kept(false) | &self.held_from(reader, file, today)) | &safe;
        let masked = kept(true);
        Hidden { items: &omitted | &masked, masked: &masked - &omitted }
    }

    /// The things that consents hold back from a reader who works for an agency.
    fn held_from(&self, reader: Reader, file: &CaseFile, today: NaiveDate) -> BTreeSet<Uuid> {
        let held = reader.employer().map(|agency| held_from(file, agency, today));
        let held: BTreeSet<Uuid> = held.into_iter().flatten().map(Held::topic).collect();
        let about = self.topics.iter().filter(|it| held.contains(&it.topic) && it.author != reader.own());
        about.map(|it| it.item).collect()
    }

    /// What a safeguard keeps from a reader: itself, and the things that are about it.
    pub(crate) fn kept_safe(&self, safeguard: &Safeguard, reader: Reader) -> BTreeSet<Uuid> {
        if !safeguard.keeps_from(reader) {
            return BTreeSet::new();
        }
        let topic = safeguard.conceals.topic();
        let about = self.topics.iter().filter(|it| it.topic == topic && it.author != reader.own());
        about.map(|it| it.item).chain([topic]).collect()
    }

    /// The things that a restriction hides from a reader.
    fn found_by(&self, restriction: &Restriction, reader: Reader) -> impl Iterator<Item = Uuid> {
        let named = restriction.withheld.item();
        let topic = restriction.withheld.topic();
        let about = self.topics.iter().filter(move |it| it.topic == topic && it.author != reader.own());
        named.into_iter().chain(about.map(|it| it.item))
    }

    /// Whether a restriction is about a thing.
    pub(crate) fn concerns(&self, restriction: &Restriction, item: Uuid) -> bool {
        let topic = restriction.withheld.topic();
        item == topic || self.topics.iter().any(|it| it.item == item && it.topic == topic)
    }
}
