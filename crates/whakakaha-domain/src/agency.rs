//! Agencies: the government and community organisations that take part.

mod change;
mod create;
mod suspend;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::{code::code_list, ids::Id};

pub use change::{AgencyLineage, ChangeAgency};
pub use create::CreateAgency;
pub use suspend::{RestoreAgency, SuspendAgency};

code_list! {
    /// What kind of organisation an agency is (F0-41).
    AgencyKind {
        /// A government department, school or health service.
        Government = "government",
        /// A community organisation: NGO, iwi, Māori organisation, provider, faith group.
        Community = "community",
    }
}

code_list! {
    /// The sector in which an agency works (F2-08). New sectors may be added.
    Sector {
        /// Health.
        Health = "health",
        /// Social services.
        SocialService = "social_service",
        /// Education.
        Education = "education",
        /// Justice.
        Justice = "justice",
        /// Housing.
        Housing = "housing",
        /// Income support.
        Income = "income",
        /// Iwi and Māori organisations.
        IwiMaori = "iwi_maori",
        /// Any other sector.
        Other = "other",
    }
}

/// An organisation that takes part in the process (F0-41).
#[derive(Clone, Serialize, Deserialize)]
pub struct Agency {
    /// Its name.
    pub name: String,
    /// Government or community.
    pub kind: AgencyKind,
    /// Its sector.
    pub sector: Sector,
    /// The commitment of its department to the process, if one was made (F2-03).
    pub commitment: Option<Commitment>,
    /// The organisation that it belongs to.
    pub parent: Option<Id<Agency>>,
    /// Where it can be reached by those about whom it holds information (principle 3A).
    pub address: Option<String>,
    /// Whether it is a child welfare and protection agency or an independent person (Oranga Tamariki Act 1989,
    /// section 2), and so shares under section 66C.
    pub child_protection: bool,
    /// Since when nobody acts here for it any more: neither its workers nor its programs.
    pub suspended_at: Option<DateTime<Utc>>,
}

/// A department's commitment to be part of Strengthening Families (F2-03).
#[derive(Clone, Serialize, Deserialize)]
pub struct Commitment {
    /// The department that committed.
    pub department: String,
    /// Since when.
    pub since: NaiveDate,
}

/// What a rule about a new agency looks at.
pub struct AgencyPlace {
    /// Whether the organisation that it is to belong to, if any, exists.
    pub parent_known: bool,
}
