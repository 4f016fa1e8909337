//! What is read for somebody's copy of everything on record about them, besides what other operations answer.

use std::collections::BTreeSet;

use diesel::prelude::*;
use whakakaha_domain::{
    actor::Principal, case::Case, entity::Entity, family::Family, ids::Id, intake::OwnIntake,
    meeting::Meeting, membership::Membership, operation::Operation, person::Person,
};

use crate::{
    access::{About, Recorded, oneself},
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    family,
    record::Row,
    schema::{cases, families, intakes, invitations, memberships, people},
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
    /// The requests that are theirs, or say something of them, oldest first.
    pub intakes: Vec<OwnIntake>,
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
                intakes: vec![],
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
        let cases = Row::entities(cases);
        let intakes = own_intakes(door.conn, person, &cases)?;
        let thing = Self { person, memberships, cases, meetings, intakes };
        Ok(Some(Found { thing, standing, version: 0 }))
    }
}

/// What is somebody's own of the requests that they sent, and of those with which their cases began.
fn own_intakes(
    conn: &mut Conn,
    person: Id<Person>,
    cases: &[Entity<Case>],
) -> Result<Vec<OwnIntake>, Failure> {
    let began: Vec<Key> = cases.iter().map(|case| key(case.intake_id)).collect();
    let rows = intakes::table
        .filter(intakes::asked_by.eq(key(person)).assume_not_null().or(intakes::id.eq_any(began)))
        .order(intakes::id)
        .select((intakes::id, intakes::version, intakes::body))
        .load::<Row<_>>(conn)?;
    let Row(person) = people::table
        .find(key(person))
        .select((people::id, people::version, people::body))
        .first::<Row<Person>>(conn)?;
    let mut relatives = Vec::new();
    for family in cases.iter().map(|case| case.family_id).collect::<BTreeSet<_>>() {
        relatives.extend(family::members(conn, family)?);
    }
    Ok(Row::entities(rows).into_iter().filter_map(|it| OwnIntake::of(it, &person, &relatives)).collect())
}

impl Recorded for OwnTraces {
    const ABOUT: About<Self> = About::Person(|it| it.person);
}

impl Read for OwnTraces {
    const OPERATION: Operation = Operation::ExportOwnRecord;
}
