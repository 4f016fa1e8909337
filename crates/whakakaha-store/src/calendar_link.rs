//! Links to people's own calendars, and whom one of them opens.

use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_types::{Bool, Nullable},
};
use whakakaha_domain::{
    actor::Principal,
    calendar_link::{CalendarLink, CalendarOwner, CalendarPlace},
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    worker::Worker,
};

use crate::{
    access::{About, Recorded},
    dialect::{Db, Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::{calendar_links, clients},
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

type LinkCondition = Box<dyn BoxableExpression<calendar_links::table, Db, SqlType = Nullable<Bool>>>;

/// Whose calendar the caller has; none for those who have none.
fn owner(viewer: &Viewer) -> Option<CalendarOwner> {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => Some(CalendarOwner::Worker(worker)),
        Principal::Family(person) => Some(CalendarOwner::Person(person)),
        Principal::System(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => None,
    }
}

fn is_of(owner: CalendarOwner) -> LinkCondition {
    match owner {
        CalendarOwner::Worker(worker) => Box::new(calendar_links::worker_id.eq(key(worker))),
        CalendarOwner::Person(person) => Box::new(calendar_links::person_id.eq(key(person))),
    }
}

fn standing(door: &Door<'_>) -> Standing {
    door.standing([Relation::CalendarOwner])
}

impl Find for Entity<CalendarLink> {
    type Key = Id<CalendarLink>;

    fn find(door: &mut Door<'_>, id: &Id<CalendarLink>) -> Result<Option<Found<Self>>, Failure> {
        let Some(owner) = owner(door.viewer) else { return Ok(None) };
        let row = calendar_links::table
            .find(key(*id))
            .filter(is_of(owner))
            .select((calendar_links::id, calendar_links::version, calendar_links::body))
            .first::<Row<CalendarLink>>(door.conn)
            .optional()?;
        Ok(row.map(|Row(link)| Found { version: link.version, thing: link, standing: standing(door) }))
    }
}

impl Recorded for Entity<CalendarLink> {
    const ABOUT: About<Self> = About::Nobody;
}

impl Read for Entity<CalendarLink> {
    const OPERATION: Operation = Operation::ReadCalendarLinks;
}

impl Find for CalendarPlace {
    type Key = ();

    fn find(door: &mut Door<'_>, (): &()) -> Result<Option<Found<Self>>, Failure> {
        let Some(owner) = owner(door.viewer) else { return Ok(None) };
        let links = lasting(door, owner)?.len();
        Ok(Some(Found { thing: Self { owner, links }, standing: standing(door), version: 0 }))
    }
}

impl List for Entity<CalendarLink> {
    const OPERATION: Operation = Operation::ReadCalendarLinks;
    type Filter = ();

    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        Ok(Some(standing(door)))
    }

    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        let owner = owner(door.viewer).ok_or(Failure::Absent)?;
        let rows = calendar_links::table
            .filter(is_of(owner))
            .filter(calendar_links::id.gt(Key(page.after_id())))
            .order(calendar_links::id)
            .limit(page.fetch())
            .select((calendar_links::id, calendar_links::version, calendar_links::body))
            .load::<Row<CalendarLink>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

/// The links to a person's calendar that have not ended.
pub(crate) fn of_person(
    door: &mut Door<'_>,
    person: Id<Person>,
) -> Result<Vec<Entity<CalendarLink>>, Failure> {
    lasting(door, CalendarOwner::Person(person))
}

/// The links to a worker's calendar that have not ended.
pub(crate) fn of_worker(
    door: &mut Door<'_>,
    worker: Id<Worker>,
) -> Result<Vec<Entity<CalendarLink>>, Failure> {
    lasting(door, CalendarOwner::Worker(worker))
}

fn lasting(door: &mut Door<'_>, owner: CalendarOwner) -> Result<Vec<Entity<CalendarLink>>, Failure> {
    let rows = calendar_links::table
        .filter(is_of(owner))
        .filter(not(calendar_links::ended))
        .order(calendar_links::id)
        .select((calendar_links::id, calendar_links::version, calendar_links::body))
        .load::<Row<CalendarLink>>(door.conn)?;
    Ok(Row::entities(rows))
}

/// A link as its address names it, by SHA-256 of the secret, while it opens anything. Never shown to a caller.
pub struct KnownLink(pub Entity<CalendarLink>);

impl Find for KnownLink {
    type Key = String;

    fn find(door: &mut Door<'_>, sha256: &String) -> Result<Option<Found<Self>>, Failure> {
        let enabled = clients::table
            .filter(clients::id.nullable().eq(calendar_links::client_id))
            .filter(not(clients::disabled));
        let row = calendar_links::table
            .filter(calendar_links::sha256.eq(sha256))
            .filter(not(calendar_links::ended))
            .filter(calendar_links::client_id.is_null().or(exists(enabled)))
            .select((calendar_links::id, calendar_links::version, calendar_links::body))
            .first::<Row<CalendarLink>>(door.conn)
            .optional()?;
        let found = |Row(link): Row<_>| Found { version: 0, thing: Self(link), standing: door.standing([]) };
        Ok(row.map(found))
    }
}

impl Recorded for KnownLink {
    const ABOUT: About<Self> = About::Nobody;
}

impl Read for KnownLink {
    const OPERATION: Operation = Operation::Identify;
}
