//! What is read for somebody's copy of everything on record about them, besides what other operations answer.

use diesel::prelude::*;
use whakakaha_domain::{
    actor::Principal, case::Case, entity::Entity, family::Family, ids::Id, meeting::Meeting,
    membership::Membership, operation::Operation, person::Person,
};

use crate::{
    access::{About, Recorded, oneself},
    case,
    dialect::{Key, key},
    error::Failure,
    record::Row,
    schema::{cases, families, invitations, memberships},
    unit::{Door, Find, Found, Read},
};

/// Where somebody appears: what their copy begins with.
pub struct OwnTraces {
    /// Who asks.
    pub person: Id<Person>,
    /// The families to which they belong or belonged.
    pub memberships: Vec<(Entity<Membership>, Family)>,
    /// The cases that they may know of, oldest first.
    pub cases: Vec<Entity<Case>>,
    /// The meetings to which they were proposed or invited.
    pub meetings: Vec<Id<Meeting>>,
}

impl Find for OwnTraces {
    type Key = ();

    fn find(door: &mut Door<'_>, (): &()) -> Result<Option<Found<Self>>, Failure> {
        let standing = oneself(door);
        let Principal::Family(person) = door.viewer.actor.principal else {
            // Nothing is told by this but that it is not for the caller.
            let nobody = Self {
                person: Id::new(uuid::Uuid::nil()),
                memberships: vec![],
                cases: vec![],
                meetings: vec![],
            };
            return Ok(Some(Found { thing: nobody, standing, version: 0 }));
        };
        let memberships = memberships::table
            .inner_join(families::table.on(families::id.eq(memberships::family_id)))
            .filter(memberships::person_id.eq(key(person)))
            .select((
                (memberships::id, memberships::version, memberships::body),
                (families::id, families::version, families::body),
            ))
            .load::<(Row<Membership>, Row<Family>)>(door.conn)?;
        let cases = cases::table
            .filter(case::own(door.viewer))
            .order(cases::id)
            .select((cases::id, cases::version, cases::body))
            .load::<Row<Case>>(door.conn)?;
        let meetings = invitations::table
            .filter(invitations::person_id.eq(key(person)))
            .order(invitations::id)
            .select(invitations::meeting_id)
            .load::<Key>(door.conn)?;
        let mut memberships: Vec<_> =
            memberships.into_iter().map(|(Row(it), Row(family))| (it, family.body)).collect();
        memberships.sort_by_key(|(membership, _)| membership.id);
        let meetings = meetings.into_iter().map(Key::id).collect();
        let thing = Self { person, memberships, cases: Row::entities(cases), meetings };
        Ok(Some(Found { thing, standing, version: 0 }))
    }
}

impl Recorded for OwnTraces {
    const ABOUT: About<Self> = About::Person(|it| it.person);
}

impl Read for OwnTraces {
    const OPERATION: Operation = Operation::ExportOwnRecord;
}
