//! Clients: the programs of agencies.

use diesel::prelude::*;
use whakakaha_domain::{
    agency::Agency, client::Client, entity::Entity, ids::Id, operation::Operation, policy::Standing,
};

use crate::{
    access::{About, Recorded},
    dialect::{Conn, Key, key},
    directory::standing,
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::clients,
    unit::{Door, Find, Found, List, Read},
};

/// A client, whoever asks.
pub(super) fn load(conn: &mut Conn, client: Id<Client>) -> Result<Option<Entity<Client>>, Failure> {
    let row = clients::table
        .find(key(client))
        .select((clients::id, clients::version, clients::body))
        .first::<Row<Client>>(conn)
        .optional()?;
    Ok(row.map(|row| row.0))
}

impl Find for Entity<Client> {
    type Key = Id<Client>;

    fn find(door: &mut Door<'_>, id: &Id<Client>) -> Result<Option<Found<Self>>, Failure> {
        let Some(client) = load(door.conn, *id)? else { return Ok(None) };
        let standing = standing(door, Some(client.agency_id));
        Ok(Some(Found { version: client.version, thing: client, standing }))
    }
}

impl Recorded for Entity<Client> {
    const ABOUT: About<Self> = About::Nobody;
}

impl Read for Entity<Client> {
    const OPERATION: Operation = Operation::ReadClients;
}

/// The clients of an agency, disabled ones included.
#[derive(Clone, Copy)]
pub struct ClientsOf(pub Id<Agency>);

impl List for Entity<Client> {
    const OPERATION: Operation = Operation::ReadClients;
    type Filter = ClientsOf;

    fn standing(door: &mut Door<'_>, filter: &ClientsOf) -> Result<Option<Standing>, Failure> {
        Ok(<Entity<Agency>>::find(door, &filter.0)?.map(|agency| agency.standing))
    }

    fn page(door: &mut Door<'_>, filter: &ClientsOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = clients::table
            .filter(clients::agency_id.eq(key(filter.0)))
            .filter(clients::id.gt(Key(page.after_id())))
            .order(clients::id)
            .limit(page.fetch())
            .select((clients::id, clients::version, clients::body))
            .load::<Row<Client>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

/// A client as it is known to whoever checks what it presents: its keys. Never shown to a caller.
pub struct KnownClient(pub Entity<Client>);

impl Find for KnownClient {
    type Key = Id<Client>;

    fn find(door: &mut Door<'_>, id: &Id<Client>) -> Result<Option<Found<Self>>, Failure> {
        let Some(client) = load(door.conn, *id)? else { return Ok(None) };
        Ok(Some(Found { version: client.version, thing: Self(client), standing: door.standing([]) }))
    }
}

impl Recorded for KnownClient {
    const ABOUT: About<Self> = About::Nobody;
}

impl Read for KnownClient {
    const OPERATION: Operation = Operation::Identify;
}
