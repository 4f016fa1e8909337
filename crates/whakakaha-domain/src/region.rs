//! Regions: where a coordinator works, and whose calendar and clock apply.

mod change;
mod create;

use serde::{Deserialize, Serialize};

use crate::{
    calendar::{Anniversary, Zone},
    ids::Id,
};

pub use change::{ChangeRegion, RegionLineage};
pub use create::CreateRegion;

/// A part of the country in which coordinators work (F3-13). Regions nest.
#[derive(Clone, Serialize, Deserialize)]
pub struct Region {
    /// Short unique code, such as `waitakere`.
    pub code: String,
    /// Name in te reo Māori.
    pub name_mi: String,
    /// Name in English.
    pub name_en: String,
    /// The region that this one lies in.
    pub parent: Option<Id<Region>>,
    /// The clock by which days begin and end here.
    pub zone: Zone,
    /// The regional anniversary day observed here.
    pub anniversary: Anniversary,
    /// From which age young people here consent for themselves, unless judged otherwise: 12 to 18 years.
    pub consent_age: u8,
    /// Places within it by which people look for their coordinator (F1-10).
    pub places: Vec<String>,
}

/// From which age young people consent for themselves where a region says nothing else, in years (model 3.3).
pub const CONSENT_AGE: u8 = 16;

/// What a rule about a region's place in the directory looks at.
pub struct RegionPlace {
    /// Whether another region has the code wanted.
    pub code_taken: bool,
    /// Whether the parent wanted, if any, exists.
    pub parent_known: bool,
}

/// The desk of a region, at which its coordinators register people and families.
pub struct RegionDesk(pub Id<Region>);
