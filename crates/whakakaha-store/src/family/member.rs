//! Memberships.

use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use whakakaha_domain::{
    consent::InformationCategory,
    family::Family,
    ids::Id,
    membership::{Departure, Household, Member, Membership},
    operation::Operation,
    person::Person,
};

use super::{current, known, open_case};
use crate::{
    access::{About, Recorded},
    case,
    dialect::{Conn, key},
    error::Failure,
    hidden::is_person_hidden,
    person,
    record::Row,
    safety::alerts_of_family,
    schema::{memberships, people},
    unit::{Door, Find, Found, Read},
};

/// Who is to join which family.
pub struct NewMember {
    /// The family.
    pub family: Id<Family>,
    /// The person.
    pub person: Id<Person>,
}

impl Find for Household {
    type Key = NewMember;

    fn find(door: &mut Door<'_>, wanted: &NewMember) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = known(door, wanted.family)? else { return Ok(None) };
        let person = person::known_with(door, wanted.person, &[InformationCategory::Identity])?
            .map(|person| person.thing);
        let is_member = select(exists(current(wanted.family, wanted.person))).get_result(door.conn)?;
        let open_case = open_case(door.conn, wanted.family)?;
        let alerts = alerts_of_family(door.conn, wanted.family)?;
        let thing = Self { family: found.thing, person, is_member, open_case, alerts };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// A member, whoever asks.
pub(super) fn member(conn: &mut Conn, id: Id<Membership>) -> Result<Option<Member>, Failure> {
    let row = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(memberships::id.eq(key(id)))
        .select((
            (memberships::id, memberships::version, memberships::body),
            (people::id, people::version, people::body),
        ))
        .first::<(Row<Membership>, Row<Person>)>(conn)
        .optional()?;
    Ok(row.map(|(Row(membership), Row(person))| Member { membership, person }))
}

impl Find for Member {
    type Key = Id<Membership>;

    fn find(door: &mut Door<'_>, id: &Id<Membership>) -> Result<Option<Found<Self>>, Failure> {
        let Some(Self { membership, person }) = member(door.conn, *id)? else { return Ok(None) };
        let Some(family) = known(door, membership.family_id)? else { return Ok(None) };
        let reader = case::reader(door.viewer, &family.standing);
        let kinds = person::kinds_kept(door.conn, person.id, reader)?;
        let is_unknown = kinds.contains(&InformationCategory::Identity);
        if is_unknown || is_person_hidden(door.conn, person.id.uuid(), reader)? {
            return Ok(None);
        }
        let version = membership.version;
        Ok(Some(Found { thing: Self { membership, person }, standing: family.standing, version }))
    }
}

impl Recorded for Member {
    const ABOUT: About<Self> = About::Family(|it| it.membership.family_id);
}

impl Read for Member {
    const OPERATION: Operation = Operation::ReadFamily;
}

impl Find for Departure {
    type Key = Id<Membership>;

    fn find(door: &mut Door<'_>, id: &Id<Membership>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = Member::find(door, id)? else { return Ok(None) };
        let membership = found.thing.membership;
        let open_case = open_case(door.conn, membership.family_id)?;
        let thing = Self { membership, open_case };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}
