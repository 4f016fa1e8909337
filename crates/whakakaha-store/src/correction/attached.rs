//! The statements that go with what was not corrected, as whoever reads the thing reads them.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    code::CodeList,
    correction::{Correction, CorrectionStatus},
    entity::Entity,
    ids::Id,
    person::Person,
    restriction::Reader,
};

use crate::{
    case::coordinated_by,
    dialect::{Key, key},
    disclosure::received_items,
    error::Failure,
    hidden::{is_kept_back, withheld},
    record::Row,
    schema::{assignments, corrections, disclosures, item_topics},
    unit::Door,
};

/// A statement that goes with a thing.
#[derive(Clone)]
pub struct AttachedStatement {
    /// Which thing.
    pub about: Uuid,
    /// The request that was refused.
    pub correction: Id<Correction>,
    /// Whose words.
    pub person: Id<Person>,
    /// The words.
    pub text: String,
    /// When they were attached.
    pub at: DateTime<Utc>,
}

impl AttachedStatement {
    fn of(correction: &Entity<Correction>) -> Option<Self> {
        let dispute = correction.state.dispute()?;
        Some(Self {
            about: correction.about.id,
            correction: correction.id,
            person: correction.person_id,
            text: dispute.text.clone(),
            at: dispute.at,
        })
    }
}

/// The statements that go with things that the caller is shown, oldest first: not of somebody who is kept from them; and
/// for a member of the family their own, because what others of it ask for is theirs, but where they received the item.
pub(crate) fn attached(door: &mut Door<'_>, things: &[Uuid]) -> Result<Vec<AttachedStatement>, Failure> {
    if things.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = corrections::table
        .filter(corrections::about_id.eq_any(things.iter().copied().map(Key)))
        .filter(corrections::status.eq(CorrectionStatus::Disputed.code()))
        .select((corrections::id, corrections::version, corrections::body))
        .into_boxed();
    let reader = door.viewer.reader();
    let of_part = |reader| exists(withheld(reader).filter(item_topics::item_id.eq(corrections::id)));
    let open = || not(is_kept_back!(reader, corrections::person_id)).and(not(of_part(reader)));
    query = match door.viewer.actor.principal {
        Principal::Family(person) => {
            let of_received = corrections::about_id.eq_any(items_received(door, things)?);
            let passed_on = of_received.nullable().and(open()).assume_not_null();
            query.filter(corrections::person_id.eq(key(person)).or(passed_on))
        }
        Principal::Worker { worker, .. } => {
            let coordinated =
                coordinated_by(door.viewer, worker).filter(assignments::case_id.eq(corrections::case_id));
            let to_coordinator = exists(coordinated)
                .and(not(is_kept_back!(Reader::Coordinator(worker), corrections::person_id)));
            query.filter(open().or(to_coordinator))
        }
        Principal::System(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => query.filter(open()),
    };
    let mut found = Row::entities(query.load::<Row<Correction>>(door.conn)?);
    found.sort_by_key(|correction| correction.id);
    Ok(found.iter().filter_map(AttachedStatement::of).collect())
}

/// Which of these things are items of information that the caller received.
fn items_received(door: &mut Door<'_>, things: &[Uuid]) -> Result<Vec<Key>, Failure> {
    let received = disclosures::table
        .filter(disclosures::id.eq_any(things.iter().copied().map(Key)))
        .filter(received_items(door.viewer))
        .select(disclosures::id);
    Ok(received.load(door.conn)?)
}
