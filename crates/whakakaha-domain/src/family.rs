//! Families: the whānau as a unit, whose members come and go.

mod change;
mod create;

use serde::{Deserialize, Serialize};

use crate::{ids::Id, region::Region};

pub use change::{ChangeFamily, FamilyMove};
pub use create::CreateFamily;

/// A family (whānau). Who belongs to it is in its memberships.
#[derive(Clone, Serialize, Deserialize)]
pub struct Family {
    /// Name of the family.
    pub name: String,
    /// The region whose coordinators look after it.
    pub region_id: Id<Region>,
    /// Language for letters and meetings (BCP 47).
    pub language: String,
    /// Whether an interpreter is needed.
    pub interpreter: bool,
}
