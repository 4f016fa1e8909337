//! Relationships between people, for whoever may know of both, and who they are.

use diesel::prelude::*;
use whakakaha_domain::{
    case::CaseFile,
    consent::InformationCategory,
    entity::Entity,
    ids::Id,
    membership::{Kin, Kinship, Relationship},
    operation::Operation,
    person::Person,
    policy::Standing,
};

use super::known_with;
use crate::{
    access::{About, Recorded},
    dialect::{Key, key},
    error::Failure,
    family::open_case,
    page::{Page, PageRequest},
    record::Row,
    schema::{memberships, relationships},
    unit::{Door, Find, Found, List, Read},
};

/// A person of whom the caller may know to whom they belong, which goes with who they are.
fn known(door: &mut Door<'_>, id: Id<Person>) -> Result<Option<Found<Entity<Person>>>, Failure> {
    known_with(door, id, &[InformationCategory::Identity])
}

/// Two people who are to be related.
pub struct NewRelationship {
    /// The person who is the … of the other.
    pub person: Id<Person>,
    /// The other.
    pub of_person: Id<Person>,
}

impl Find for Kin {
    type Key = NewRelationship;

    fn find(door: &mut Door<'_>, wanted: &NewRelationship) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = known(door, wanted.person)? else { return Ok(None) };
        let of_person = known(door, wanted.of_person)?.map(|other| other.thing);
        let open_case = open_case_of(door, wanted.of_person)?;
        let thing = Self { person: found.thing, of_person, open_case };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

impl Find for Entity<Relationship> {
    type Key = Id<Relationship>;

    fn find(door: &mut Door<'_>, id: &Id<Relationship>) -> Result<Option<Found<Self>>, Failure> {
        let row = relationships::table
            .find(key(*id))
            .select((relationships::id, relationships::version, relationships::body))
            .first::<Row<Relationship>>(door.conn)
            .optional()?;
        let Some(Row(relationship)) = row else { return Ok(None) };
        let Some(person) = known(door, relationship.person_id)? else { return Ok(None) };
        if known(door, relationship.of_person_id)?.is_none() {
            return Ok(None);
        }
        Ok(Some(Found { version: relationship.version, thing: relationship, standing: person.standing }))
    }
}

impl Find for Kinship {
    type Key = Id<Relationship>;

    fn find(door: &mut Door<'_>, id: &Id<Relationship>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Relationship>>::find(door, id)? else { return Ok(None) };
        let open_case = open_case_of(door, found.thing.of_person_id)?;
        Ok(Some(found.map(|relationship| Self { relationship, open_case })))
    }
}

/// The case that is open for a family to which the person belongs, whoever asks: guardians count for consent.
fn open_case_of(door: &mut Door<'_>, person: Id<Person>) -> Result<Option<CaseFile>, Failure> {
    let families = memberships::table
        .filter(memberships::person_id.eq(key(person)))
        .filter(memberships::ended_on.is_null())
        .order(memberships::id)
        .select(memberships::family_id)
        .load::<Key>(door.conn)?;
    for family in families {
        if let Some(file) = open_case(door.conn, family.id())? {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

impl Recorded for Entity<Relationship> {
    const ABOUT: About<Self> = About::People(|it| [it.person_id, it.of_person_id]);
}

impl Read for Entity<Relationship> {
    const OPERATION: Operation = Operation::ReadPerson;
}

/// The people related to a person of whom the caller may not know: of them not even that they exist. The person among
/// them, where the caller may know nothing but the name.
fn strangers(door: &mut Door<'_>, person: Key) -> Result<Vec<Key>, Failure> {
    let pairs = relationships::table
        .filter(relationships::person_id.eq(person).or(relationships::of_person_id.eq(person)))
        .select((relationships::person_id, relationships::of_person_id))
        .load::<(Key, Key)>(door.conn)?;
    let mut strangers = Vec::new();
    let others = pairs.into_iter().map(|(one, other)| if one == person { other } else { one });
    for other in [person].into_iter().chain(others) {
        if known(door, other.id())?.is_none() {
            strangers.push(other);
        }
    }
    Ok(strangers)
}

/// The relationships of a person, in either direction, ended ones included.
#[derive(Clone, Copy)]
pub struct RelationshipsOf(pub Id<Person>);

impl List for Entity<Relationship> {
    const OPERATION: Operation = Operation::ReadPerson;
    type Filter = RelationshipsOf;

    fn standing(door: &mut Door<'_>, filter: &RelationshipsOf) -> Result<Option<Standing>, Failure> {
        Ok(super::known(door, filter.0)?.map(|person| person.standing))
    }

    fn page(
        door: &mut Door<'_>,
        filter: &RelationshipsOf,
        page: &PageRequest,
    ) -> Result<Page<Self>, Failure> {
        let person = key(filter.0);
        let strangers = strangers(door, person)?;
        let rows = relationships::table
            .filter(relationships::person_id.eq(person).or(relationships::of_person_id.eq(person)))
            .filter(relationships::person_id.ne_all(&strangers))
            .filter(relationships::of_person_id.ne_all(&strangers))
            .filter(relationships::id.gt(Key(page.after_id())))
            .order(relationships::id)
            .limit(page.fetch())
            .select((relationships::id, relationships::version, relationships::body))
            .load::<Row<Relationship>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}
