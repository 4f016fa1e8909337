//! What the consents of a family add up to, computed for the day on which somebody asks.

use whakakaha_domain::{
    case::{Case, CaseFile},
    consent::state::{ConsentStanding, standings},
    ids::Id,
    operation::Operation,
};

use crate::{
    access::{About, Recorded},
    error::Failure,
    unit::{Door, Find, Found, Read},
};

/// The family's consent, per purpose and agency. Says of nobody what they answered.
pub struct ConsentOverview {
    /// The case.
    pub case_id: Id<Case>,
    /// Whether the family takes part: all required signatures for that are there.
    pub takes_part: bool,
    /// What the consents add up to.
    pub standings: Vec<ConsentStanding>,
}

impl Find for ConsentOverview {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, case)? else { return Ok(None) };
        let today = found.thing.case.today(door.viewer.now);
        Ok(Some(found.map(|file| Self {
            case_id: file.case.id,
            takes_part: file.consents_on(today),
            standings: standings(&file, today),
        })))
    }
}

impl Recorded for ConsentOverview {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);
}

impl Read for ConsentOverview {
    const OPERATION: Operation = Operation::ReadConsentState;
}
