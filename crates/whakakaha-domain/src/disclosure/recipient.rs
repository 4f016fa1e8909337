//! To whom an item is disclosed.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{agency::Agency, code::code_list, ids::Id, person::Person, restriction::Reader, worker::Worker};

code_list! {
    /// What kind of recipient an item has.
    RecipientKind {
        /// An agency: its workers on the case and its system.
        Agency = "agency",
        /// A named worker.
        Worker = "worker",
        /// A member of the family.
        FamilyMember = "family_member",
    }
}

/// To whom an item is disclosed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Recipient {
    /// An agency: its workers on the case and its system.
    Agency {
        /// Which.
        agency_id: Id<Agency>,
    },
    /// A named worker.
    Worker {
        /// Who.
        worker_id: Id<Worker>,
        /// Their agency.
        agency_id: Id<Agency>,
    },
    /// A member of the family.
    FamilyMember {
        /// Who.
        person_id: Id<Person>,
    },
}

impl Recipient {
    /// What kind it is.
    #[must_use]
    pub const fn kind(self) -> RecipientKind {
        match self {
            Self::Agency { .. } => RecipientKind::Agency,
            Self::Worker { .. } => RecipientKind::Worker,
            Self::FamilyMember { .. } => RecipientKind::FamilyMember,
        }
    }

    /// Who it is, whatever the kind.
    #[must_use]
    pub const fn id(self) -> Uuid {
        match self {
            Self::Agency { agency_id } => agency_id.uuid(),
            Self::Worker { worker_id, .. } => worker_id.uuid(),
            Self::FamilyMember { person_id } => person_id.uuid(),
        }
    }

    /// The agency that receives it, or whose worker does.
    #[must_use]
    pub const fn agency(self) -> Option<Id<Agency>> {
        match self {
            Self::Agency { agency_id } | Self::Worker { agency_id, .. } => Some(agency_id),
            Self::FamilyMember { .. } => None,
        }
    }

    /// The named worker.
    #[must_use]
    pub const fn worker(self) -> Option<Id<Worker>> {
        match self {
            Self::Worker { worker_id, .. } => Some(worker_id),
            Self::Agency { .. } | Self::FamilyMember { .. } => None,
        }
    }

    /// The recipient, as restrictions name them.
    #[must_use]
    pub const fn reader(self) -> Reader {
        match self {
            Self::Agency { agency_id } => Reader::Agency(agency_id),
            Self::Worker { worker_id, agency_id } => Reader::Worker(worker_id, agency_id),
            Self::FamilyMember { person_id } => Reader::FamilyMember(person_id),
        }
    }

    /// The member of the family.
    #[must_use]
    pub const fn member(self) -> Option<Id<Person>> {
        match self {
            Self::FamilyMember { person_id } => Some(person_id),
            Self::Agency { .. } | Self::Worker { .. } => None,
        }
    }
}
