//! What the consents of a family add up to, computed for the day on which somebody asks.

use std::collections::BTreeSet;

use whakakaha_domain::{
    case::{Case, CaseFile},
    consent::state::{ConsentStanding, FamilyConsent, standings},
    ids::Id,
    operation::Operation,
    policy::Relation,
};

use crate::{
    access::{About, Recorded},
    error::Failure,
    hidden::kept_back,
    unit::{Door, Find, Found, Read},
};

/// The family's consent, per purpose and agency. Says of nobody what they answered.
pub struct ConsentOverview {
    /// The case.
    pub case_id: Id<Case>,
    /// Whether the family takes part: all required signatures for that are there.
    pub takes_part: bool,
    /// What the consents add up to, as far as the caller may know.
    pub standings: Vec<ConsentStanding>,
    /// Whether the caller may know when that changes by itself.
    pub dated: bool,
}

impl Find for ConsentOverview {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, case)? else { return Ok(None) };
        let today = found.thing.case.today(door.viewer.now);
        let family = found.standing.has(Relation::FamilyMember);
        let coordinates = found.standing.has(Relation::Coordinator);
        let kept = if family { kept_back(door.conn, *case, door.viewer.reader())? } else { BTreeSet::new() };
        let known = |it: &ConsentStanding| it.agency_id.is_none_or(|agency| !kept.contains(&agency.uuid()));
        Ok(Some(found.map(|file| {
            let standings = standings(&file, today).into_iter().filter(known);
            Self {
                case_id: file.case.id,
                takes_part: file.consents_on(today),
                standings: standings.map(|it| told(it, family, coordinates)).collect(),
                dated: !family,
            }
        })))
    }
}

/// A standing as the caller may know it: members of the family do not learn what others of them answered, and
/// only the coordinator learns what is held back.
fn told(standing: ConsentStanding, family: bool, coordinates: bool) -> ConsentStanding {
    let opens = if standing.opens { FamilyConsent::Sufficient } else { FamilyConsent::Partial };
    ConsentStanding {
        state: if family { opens } else { standing.state },
        held: if coordinates { standing.held } else { BTreeSet::new() },
        ..standing
    }
}

impl Recorded for ConsentOverview {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);
}

impl Read for ConsentOverview {
    const OPERATION: Operation = Operation::ReadConsentState;
}
