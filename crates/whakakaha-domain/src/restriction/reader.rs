//! Whoever reads, as restrictions name them.

use uuid::Uuid;

use super::{Audience, Concealment, Reach, Restriction};
use crate::{
    agency::Agency, code::CodeList, ids::Id, person::Person, restriction::AudienceKind, worker::Worker,
};

/// Whoever reads, with the names by which a restriction may mean them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// An agency as such: what it is sent.
    Agency(Id<Agency>),
    /// An agency's system.
    System(Id<Agency>),
    /// A worker, also by the agency.
    Worker(Id<Worker>, Id<Agency>),
    /// Whoever coordinates the process: not by the agency.
    Coordinator(Id<Worker>),
    /// A coordinator of the region who does not coordinate the case: only by their own name.
    OfRegion(Id<Worker>),
    /// A worker to whom the case was opened in an emergency: only by their own name.
    InEmergency(Id<Worker>),
    /// A member of the family.
    FamilyMember(Id<Person>),
    /// Anybody else.
    Nobody,
}

/// A name by which a restriction means somebody: a kind and an id.
pub type Name = (&'static str, Uuid);

/// The systems of an agency, where a restriction names one of its workers.
pub(crate) const SYSTEM: &str = "system";

impl Reader {
    /// The names of the reader.
    #[must_use]
    pub fn names(self) -> [Option<Name>; 2] {
        let worker = |id: Id<Worker>| Some((AudienceKind::Worker.code(), id.uuid()));
        let agency = |id: Id<Agency>| Some((AudienceKind::Agency.code(), id.uuid()));
        match self {
            Self::Agency(id) => [agency(id), None],
            Self::System(id) => [agency(id), Some((SYSTEM, id.uuid()))],
            Self::Worker(id, employer) => [worker(id), agency(employer)],
            Self::Coordinator(id) | Self::OfRegion(id) | Self::InEmergency(id) => [worker(id), None],
            Self::FamilyMember(id) => [Some((AudienceKind::FamilyMember.code(), id.uuid())), None],
            Self::Nobody => [None, None],
        }
    }

    /// The agency for which it works, unless it coordinates the process.
    #[must_use]
    pub const fn employer(self) -> Option<Id<Agency>> {
        match self {
            Self::Agency(id) | Self::System(id) | Self::Worker(_, id) => Some(id),
            Self::Coordinator(_)
            | Self::OfRegion(_)
            | Self::InEmergency(_)
            | Self::FamilyMember(_)
            | Self::Nobody => None,
        }
    }

    /// Whether it coordinates the process: it sees every action of the plan.
    #[must_use]
    pub const fn coordinates(self) -> bool {
        matches!(self, Self::Coordinator(_))
    }

    /// Whether only a restriction that names it counts: what only some may know is not kept from whoever looks after the
    /// records of the region, or helps in an emergency.
    #[must_use]
    pub const fn is_kept_out_by_name(self) -> bool {
        matches!(self, Self::OfRegion(_) | Self::InEmergency(_))
    }

    /// Whether the case was opened to it in an emergency.
    #[must_use]
    pub const fn in_emergency(self) -> bool {
        matches!(self, Self::InEmergency(_))
    }

    /// The worker, person or agency that writes when this reader writes; nil for nobody.
    #[must_use]
    pub const fn own(self) -> Uuid {
        match self {
            Self::Agency(id) | Self::System(id) => id.uuid(),
            Self::Worker(id, _) | Self::Coordinator(id) | Self::OfRegion(id) | Self::InEmergency(id) => {
                id.uuid()
            }
            Self::FamilyMember(id) => id.uuid(),
            Self::Nobody => Uuid::nil(),
        }
    }
}

impl Restriction {
    /// The names of those whom it names. What is hidden from a worker is hidden from the systems of the
    /// worker's agency.
    #[must_use]
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> =
            self.audiences.iter().flat_map(|audience| named(*audience, self.reach)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether it keeps its thing from the reader, while it is not lifted.
    #[must_use]
    pub fn keeps_from(&self, reader: Reader) -> bool {
        let names = self.names();
        let is_named = reader.names().iter().flatten().any(|name| names.contains(name));
        let excluded = is_named == (self.reach == Reach::HiddenFrom);
        self.lifted_at.is_none()
            && excluded
            && !(reader.coordinates() && self.withheld.reaches_the_plan())
            && !(reader.is_kept_out_by_name() && self.reach == Reach::KnownOnlyTo)
    }

    /// Whether its thing leaves a trace in the plan for those from whom it is hidden.
    #[must_use]
    pub const fn masks(&self) -> bool {
        matches!(self.in_plan, Concealment::Mask)
    }
}

fn named(audience: Audience, reach: Reach) -> Vec<Name> {
    match audience {
        Audience::Agency { agency_id } => vec![(AudienceKind::Agency.code(), agency_id.uuid())],
        Audience::Worker { worker_id, agency_id } => {
            let systems = (reach == Reach::HiddenFrom).then_some((SYSTEM, agency_id.uuid()));
            [(AudienceKind::Worker.code(), worker_id.uuid())].into_iter().chain(systems).collect()
        }
        Audience::FamilyMember { person_id } => vec![(AudienceKind::FamilyMember.code(), person_id.uuid())],
    }
}
