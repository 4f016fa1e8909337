//! Codes: who may make one for whom, and which one is spoken.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use whakakaha_domain::{
    entity::Entity,
    ids::Id,
    login::{Admission, LoginCode},
    person::Person,
    session::{CodesAtDoor, Presence},
};

use super::session;
use crate::{
    calendar_link,
    case::first_change_at,
    dialect::{Conn, key},
    error::Failure,
    person,
    record::Row,
    schema::login_codes,
    unit::{Door, Find, Found},
};

/// The codes made for a person within the last day.
fn recent(
    conn: &mut Conn,
    person: Id<Person>,
    now: DateTime<Utc>,
) -> Result<Vec<Entity<LoginCode>>, Failure> {
    let rows = login_codes::table
        .filter(login_codes::person_id.eq(key(person)))
        .filter(login_codes::id.ge(first_change_at(now - Admission::LOOK_BACK)))
        .order(login_codes::id)
        .select((login_codes::id, login_codes::version, login_codes::body))
        .load::<Row<LoginCode>>(conn)?;
    Ok(Row::entities(rows))
}

impl Find for Admission {
    type Key = Id<Person>;

    fn find(door: &mut Door<'_>, id: &Id<Person>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = person::known(door, *id)? else { return Ok(None) };
        let codes = recent(door.conn, *id, door.viewer.now)?;
        Ok(Some(found.map(|person| Self { person, codes })))
    }
}

impl Find for Presence {
    type Key = Id<Person>;

    fn find(door: &mut Door<'_>, id: &Id<Person>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = person::known(door, *id)? else { return Ok(None) };
        let codes = recent(door.conn, *id, door.viewer.now)?;
        let sessions = session::of_person(door, *id)?;
        let calendar_links = calendar_link::of_person(door, *id)?;
        Ok(Some(found.map(|person| Self { person, sessions, codes, calendar_links })))
    }
}

impl Find for CodesAtDoor {
    type Key = String;

    fn find(door: &mut Door<'_>, beginning: &String) -> Result<Option<Found<Self>>, Failure> {
        let codes = beginning_like(door, beginning)?;
        let found = Found { thing: Self(codes), standing: door.standing([]), version: 0 };
        Ok(Some(found).filter(|found| !found.thing.0.is_empty()))
    }
}

/// The codes that begin like this and have not run out.
pub(super) fn beginning_like(
    door: &mut Door<'_>,
    beginning: &str,
) -> Result<Vec<Entity<LoginCode>>, Failure> {
    let rows = login_codes::table
        .filter(login_codes::beginning.eq(beginning))
        .filter(login_codes::expires_at.gt(door.viewer.now.naive_utc()))
        .order(login_codes::id)
        .select((login_codes::id, login_codes::version, login_codes::body))
        .load::<Row<LoginCode>>(door.conn)?;
    Ok(Row::entities(rows))
}
