//! People: who may know of a person, and what of them.
//!
//! The coordinators of the region that looks after the record; whoever may know of an open case of a
//! family to which the person belongs; and the person.

mod index;
mod kinds;
mod relationship;
mod search;

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    agency::Agency,
    consent::InformationCategory,
    entity::{Entity, Version},
    ids::Id,
    operation::Operation,
    person::{ContactPoint, ExternalIdentifier, Identification, Person, PersonMove},
    policy::{Relation, Standing},
    region::Region,
};

pub(crate) use index::index_person;
pub(crate) use kinds::{BELONGING, is_kind_kept, kinds_kept};
pub use relationship::{NewRelationship, RelationshipsOf};
pub use search::{PersonItem, Search};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    directory::coordinator::coordinates,
    error::Failure,
    family::relations_by_cases,
    hidden::is_person_hidden,
    record::Row,
    safety::are_places_of_kept,
    schema::{agencies, memberships, people, person_identifiers},
    unit::{Door, Find, Found, Read},
};

/// A person as a caller may see them.
///
/// Who may not know how they are reached is not told; identifiers then are only those of the caller's own
/// agency.
pub struct PersonFile {
    /// The person, without what the caller may not see, and without contact points.
    pub person: Entity<Person>,
    /// How they are reached; `None` where the caller may not know.
    pub contact_points: Option<Vec<ContactPoint>>,
}

/// A person with everything on record, and how the caller stands to them; `None` where the caller may
/// not know of them.
pub(crate) fn known(door: &mut Door<'_>, id: Id<Person>) -> Result<Option<Found<Entity<Person>>>, Failure> {
    let row = people::table
        .find(key(id))
        .select((people::id, people::version, people::body))
        .first::<Row<Person>>(door.conn)
        .optional()?;
    let Some(Row(person)) = row else { return Ok(None) };
    let relations = relations(door, &person)?;
    if relations.is_empty() {
        return Ok(None);
    }
    let standing = door.standing(relations);
    if is_person_hidden(door.conn, id.uuid(), case::reader(door.viewer, &standing))? {
        return Ok(None);
    }
    Ok(Some(Found { version: person.version, thing: person, standing }))
}

/// The same, where none of these kinds of information is kept from the caller.
pub(crate) fn known_with(
    door: &mut Door<'_>,
    id: Id<Person>,
    kinds: &[InformationCategory],
) -> Result<Option<Found<Entity<Person>>>, Failure> {
    let Some(found) = known(door, id)? else { return Ok(None) };
    let kept = kinds_kept(door.conn, id, case::reader(door.viewer, &found.standing))?;
    Ok(Some(found).filter(|_| kinds.iter().all(|kind| !kept.contains(kind))))
}

fn relations(door: &mut Door<'_>, person: &Entity<Person>) -> Result<Vec<Relation>, Failure> {
    let mut relations = Vec::new();
    if coordinates(door, person.region_id)? {
        relations.push(Relation::RegionCoordinator);
    }
    if door.viewer.actor.principal == Principal::Family(person.id) {
        relations.push(Relation::FamilyMember);
    }
    let families = memberships::table
        .filter(memberships::person_id.eq(key(person.id)))
        .filter(memberships::ended_on.is_null())
        .select(memberships::family_id)
        .load::<Key>(door.conn)?;
    relations.extend(relations_by_cases(door, families)?);
    Ok(relations)
}

/// Whether the caller may see how to reach the person, and where they live.
fn contacts_visible(door: &Door<'_>, person: Id<Person>, standing: &Standing) -> bool {
    const NEAR: [Relation; 5] = [
        Relation::RegionCoordinator,
        Relation::Coordinator,
        Relation::LeadWorker,
        Relation::KeyContact,
        Relation::GlassPeople,
    ];
    let own = door.viewer.actor.principal == Principal::Family(person);
    standing.has_any(&NEAR) || (own && standing.has(Relation::FamilyMember))
}

/// Whoever does not see the whole record is not told how often it has changed.
const fn known_version(version: Version, whole: bool) -> Version {
    if whole { version } else { 0 }
}

impl Find for PersonFile {
    type Key = Id<Person>;

    fn find(door: &mut Door<'_>, id: &Id<Person>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = known(door, *id)? else { return Ok(None) };
        let contacts_visible = contacts_visible(door, *id, &found.standing);
        let kept = kinds_kept(door.conn, *id, case::reader(door.viewer, &found.standing))?;
        let mut person = found.thing;
        let contact_points = std::mem::take(&mut person.body.contact_points);
        if !contacts_visible {
            let agency = door.viewer.actor.principal.agency();
            person.body.safe_contact = None;
            person.body.identifiers.retain(|identifier| Some(identifier.agency_id) == agency);
        }
        if person.school.is_some() && are_places_of_kept(door, *id)? {
            person.body.school = None;
        }
        for kind in &kept {
            person.body.leave_out(*kind);
        }
        let thing = Self { person, contact_points: contacts_visible.then_some(contact_points) };
        let version = known_version(found.version, contacts_visible && kept.is_empty());
        Ok(Some(Found { thing, standing: found.standing, version }))
    }
}

impl Recorded for PersonFile {
    const ABOUT: About<Self> = About::Person(|it| it.person.id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(self.person.body.identifiers.iter_mut().map(|it| it.agency_id.uuid_mut()).collect())
    }
}

impl Read for PersonFile {
    const OPERATION: Operation = Operation::ReadPerson;
}

/// A person, and the region that is to look after the record.
pub struct PersonToRegion {
    /// The person.
    pub person: Id<Person>,
    /// The region wanted.
    pub region: Id<Region>,
}

impl Find for PersonMove {
    type Key = PersonToRegion;

    /// Whoever does not read the whole record cannot replace it.
    fn find(door: &mut Door<'_>, wanted: &PersonToRegion) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = known_with(door, wanted.person, &Person::KINDS)? else { return Ok(None) };
        let thing = Self { person: found.thing, coordinated: coordinates(door, wanted.region)? };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// A person, and the identifier that they are to have.
pub struct NewIdentifier {
    /// The person.
    pub person: Id<Person>,
    /// The identifier.
    pub identifier: ExternalIdentifier,
}

impl Find for Identification {
    type Key = NewIdentifier;

    fn find(door: &mut Door<'_>, wanted: &NewIdentifier) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = known(door, wanted.person)? else { return Ok(None) };
        let holder = holder(door, &wanted.identifier)?;
        let agency_known = is_agency(door, wanted.identifier.agency_id)?;
        let whole = contacts_visible(door, wanted.person, &found.standing);
        let version = known_version(found.version, whole);
        let thing = Self { person: found.thing, agency_known, holder };
        Ok(Some(Found { thing, standing: found.standing, version }))
    }
}

/// Who has an identifier, whoever asks: that it is in use is all that the caller learns.
fn holder(door: &mut Door<'_>, identifier: &ExternalIdentifier) -> Result<Option<Id<Person>>, Failure> {
    let holder = person_identifiers::table
        .find((key(identifier.agency_id), &identifier.system, &identifier.value))
        .select(person_identifiers::person_id)
        .first::<Key>(door.conn)
        .optional()?;
    Ok(holder.map(Key::id))
}

fn is_agency(door: &mut Door<'_>, agency: Id<Agency>) -> Result<bool, Failure> {
    let row = agencies::table.find(key(agency)).select(agencies::id).first::<Key>(door.conn).optional()?;
    Ok(row.is_some())
}
