//! A version of a plan with everything that its rules look at.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{PlanContent, PlanStatus, PlanVersion};
use crate::{
    action::Action,
    agency::Agency,
    case::{CaseFile, CaseState},
    command::Moment,
    consent::state::{Held, held_from},
    entity::Entity,
    ids::Id,
    machine::Machine,
    need::Need,
    profile::ProfileEntry,
    refusal::{Code, Refusal, ensure},
    restriction::{Reader, Restriction},
    review::Review,
    safety::Safeguard,
    worker::Worker,
};

/// A version of a plan, and what it must fit with.
pub struct PlanFile {
    /// The case with members, consents and roles.
    pub file: CaseFile,
    /// The version.
    pub version: Entity<PlanVersion>,
    /// The versions of the case that are circulated, declined or in force, oldest first.
    pub live: Vec<Entity<PlanVersion>>,
    /// The version that waits for answers, or else the one in force, if the caller may read it.
    pub instead: Option<Id<PlanVersion>>,
    /// The family's profile, without removed entries.
    pub entries: Vec<Entity<ProfileEntry>>,
    /// The needs.
    pub needs: Vec<Entity<Need>>,
    /// What the family keeps from whom now; lifted restrictions are left out.
    pub restrictions: Vec<Entity<Restriction>>,
    /// What safety alerts keep from whom now.
    pub safeguards: Vec<Entity<Safeguard>>,
    /// The commitments in follow-up.
    pub actions: Vec<Entity<Action>>,
    /// The reviews of the case.
    pub reviews: Vec<Entity<Review>>,
    /// Those of the workers named in the request who exist, with their agencies.
    pub workers: Vec<Employed>,
    /// What each thing of the case is about.
    pub topics: Vec<Topic>,
    /// Today, where the family lives.
    pub today: NaiveDate,
    /// The caller, as restrictions name them.
    pub reader: Reader,
    /// The hash of what the caller in person was sent, where it differs from what the party was sent.
    pub sent_in_person: Option<String>,
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

/// A worker who exists, and for whom they work.
#[derive(Clone, Copy)]
pub struct Employed {
    /// The worker.
    pub worker: Id<Worker>,
    /// The agency.
    pub agency: Id<Agency>,
}

impl PlanFile {
    /// What is kept from a reader. What somebody wrote down themselves is kept from them only where it was
    /// hidden itself, not for what or whom it is about.
    #[must_use]
    pub fn hidden_from(&self, reader: Reader) -> Hidden {
        let keeping = || self.restrictions.iter().filter(|it| it.keeps_from(reader));
        let kept = |masked: bool| -> BTreeSet<Uuid> {
            let by = keeping().filter(|it| it.masks() == masked);
            by.flat_map(|it| self.found_by(it, reader)).collect()
        };
        let safe: BTreeSet<Uuid> = self.safeguards.iter().flat_map(|it| self.kept_safe(it, reader)).collect();
        let omitted = &(&kept(false) | &self.held_from(reader)) | &safe;
        let masked = kept(true);
        Hidden { items: &omitted | &masked, masked: &masked - &omitted }
    }

    /// The things that consents hold back from a reader who works for an agency.
    fn held_from(&self, reader: Reader) -> BTreeSet<Uuid> {
        let held = reader.employer().map(|agency| held_from(&self.file, agency, self.today));
        let held: BTreeSet<Uuid> = held.into_iter().flatten().map(Held::topic).collect();
        let about = self.topics.iter().filter(|it| held.contains(&it.topic) && it.author != reader.own());
        about.map(|it| it.item).collect()
    }

    /// What a safeguard keeps from a reader: itself, and the things that are about it.
    pub(super) fn kept_safe(&self, safeguard: &Safeguard, reader: Reader) -> BTreeSet<Uuid> {
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
    pub(super) fn concerns(&self, restriction: &Restriction, item: Uuid) -> bool {
        let topic = restriction.withheld.topic();
        item == topic || self.topics.iter().any(|it| it.item == item && it.topic == topic)
    }

    /// What is kept from the caller.
    #[must_use]
    pub fn hidden(&self) -> BTreeSet<Uuid> {
        self.hidden_from(self.reader).items
    }

    /// The version in force.
    #[must_use]
    pub fn current(&self) -> Option<&Entity<PlanVersion>> {
        in_force(&self.live)
    }

    /// The other versions that are circulated, declined or in force, newest first.
    pub(super) fn others(&self) -> impl Iterator<Item = &Entity<PlanVersion>> {
        self.live.iter().rev().filter(|other| other.id != self.version.id)
    }

    /// What the plan says.
    pub(super) fn content(&self) -> &PlanContent {
        &self.version.body.content
    }
}

/// The version in force among these.
pub(super) fn in_force(versions: &[Entity<PlanVersion>]) -> Option<&Entity<PlanVersion>> {
    versions.iter().find(|version| version.state.status() == PlanStatus::Current)
}

/// A plan is made, sent and agreed only while work with the family goes on and it consents.
pub(super) fn ensure_active(file: &CaseFile, at: &Moment) -> Result<(), Refusal> {
    if matches!(file.case.state, CaseState::Active { .. }) {
        return ensure(file.consents_on(file.case.today(at.now)), Code::ConsentInsufficient);
    }
    Err(Refusal::step(Code::CaseNotInState, file.case.state.status().allowed()))
}
