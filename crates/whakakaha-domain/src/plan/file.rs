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
    entity::Entity,
    ids::Id,
    machine::Machine,
    need::Need,
    profile::ProfileEntry,
    refusal::{Code, Refusal, ensure},
    restriction::{Confidences, Hidden, Reader},
    review::Review,
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
    /// What is kept from whom.
    pub confidences: Confidences,
    /// The commitments in follow-up.
    pub actions: Vec<Entity<Action>>,
    /// The reviews of the case.
    pub reviews: Vec<Entity<Review>>,
    /// Those of the workers named in the request who exist, with their agencies.
    pub workers: Vec<Employed>,
    /// Today, where the family lives.
    pub today: NaiveDate,
    /// The caller, as restrictions name them.
    pub reader: Reader,
    /// The hash of what the caller in person was sent, where it differs from what the party was sent.
    pub sent_in_person: Option<String>,
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
    /// What is kept from a reader.
    #[must_use]
    pub fn hidden_from(&self, reader: Reader) -> Hidden {
        self.confidences.hidden_from(reader, &self.file, self.today)
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
