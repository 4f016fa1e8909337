//! Sessions: how one begins, and whether it lasts.

use diesel::{
    dsl::{exists, select},
    prelude::*,
    sql_types::{Bool, Nullable},
};
use uuid::Uuid;
use whakakaha_domain::{
    agency::Agency,
    client::Client,
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    session::{ClientAtDoor, Session},
    worker::Worker,
};

use super::client;
use crate::{
    access::{About, Recorded},
    dialect::{Db, Key, key},
    directory::worker,
    error::Failure,
    record::Row,
    schema::{clients, sessions},
    unit::{Door, Find, Found, Read},
};

impl Find for Entity<Session> {
    type Key = Id<Session>;

    fn find(door: &mut Door<'_>, id: &Id<Session>) -> Result<Option<Found<Self>>, Failure> {
        let row = sessions::table
            .find(key(*id))
            .select((sessions::id, sessions::version, sessions::body))
            .first::<Row<Session>>(door.conn)
            .optional()?;
        Ok(row.map(|row| Found { version: row.0.version, thing: row.0, standing: door.standing([]) }))
    }
}

/// Never shown to a caller: tokens are made of it.
impl Recorded for Entity<Session> {
    const ABOUT: About<Self> = About::Nobody;
}

impl Read for Entity<Session> {
    const OPERATION: Operation = Operation::Identify;
}

/// A program that wants to come in, and what it presents.
#[derive(Clone)]
pub struct Knock {
    /// The program.
    pub client: Id<Client>,
    /// On whose behalf.
    pub worker: Option<Id<Worker>>,
    /// The assertion by which it proves who it is.
    pub assertion: Option<String>,
}

impl Find for ClientAtDoor {
    type Key = Knock;

    fn find(door: &mut Door<'_>, knock: &Knock) -> Result<Option<Found<Self>>, Failure> {
        let Some(client) = client::load(door.conn, knock.client)? else { return Ok(None) };
        let Some(agency) = <Entity<Agency>>::find(door, &client.agency_id)? else { return Ok(None) };
        let worker = match knock.worker {
            Some(worker) => worker::load(door.conn, worker)?,
            None => None,
        };
        let same = sessions::table.filter(sessions::assertion.eq(&knock.assertion));
        let assertion_used = select(exists(same)).get_result(door.conn)?;
        let thing = Self { client, agency: agency.thing, worker, assertion_used };
        Ok(Some(Found { thing, standing: door.standing([]), version: 0 }))
    }
}

/// The sessions of a person that last.
pub(super) fn of_person(door: &mut Door<'_>, person: Id<Person>) -> Result<Vec<Entity<Session>>, Failure> {
    lasting(door, Box::new(sessions::person_id.eq(key(person))))
}

/// The sessions of a worker that last.
pub(super) fn of_worker(door: &mut Door<'_>, worker: Id<Worker>) -> Result<Vec<Entity<Session>>, Failure> {
    lasting(door, Box::new(sessions::worker_id.eq(key(worker))))
}

type Condition = Box<dyn BoxableExpression<sessions::table, Db, SqlType = Nullable<Bool>>>;

fn lasting(door: &mut Door<'_>, whose: Condition) -> Result<Vec<Entity<Session>>, Failure> {
    let rows = sessions::table
        .filter(whose)
        .filter(sessions::ends_at.gt(door.viewer.now.naive_utc()))
        .order(sessions::id)
        .select((sessions::id, sessions::version, sessions::body))
        .load::<Row<Session>>(door.conn)?;
    Ok(Row::entities(rows))
}

/// Whether the session of a token has not ended, and the program by which it came about is not disabled. A token
/// without a session was made by whoever has the service's own keys. When a session runs out its tokens have done so.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn holds(session: Option<Uuid>) -> _ {
    let named: Key = Key(session.unwrap_or_default());
    let none: bool = session.is_none();
    let enabled = clients::table
        .filter(clients::id.nullable().eq(sessions::client_id))
        .filter(diesel::dsl::not(clients::disabled));
    let lasting = sessions::table
        .filter(sessions::id.eq(named))
        .filter(diesel::dsl::not(sessions::ended))
        .filter(sessions::client_id.is_null().or(exists(enabled)));
    none.into_sql::<Bool>().or(exists(lasting))
}
