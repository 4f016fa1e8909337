//! Workers.

use diesel::prelude::*;
use whakakaha_domain::{
    agency::Agency,
    assignment::{Assignment, Role},
    code::CodeList,
    coordinator::Coordinator,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::Standing,
    worker::{Employment, Worker},
};

use super::standing;
use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::{assignments, coordinators, workers},
    unit::{Door, Find, Found, List, Read},
};

/// A worker, whoever asks: rules look at workers whom a request names.
pub(crate) fn load(conn: &mut Conn, worker: Id<Worker>) -> Result<Option<Entity<Worker>>, Failure> {
    let row = workers::table
        .find(key(worker))
        .select((workers::id, workers::version, workers::body))
        .first::<Row<Worker>>(conn)
        .optional()?;
    Ok(row.map(|row| row.0))
}

impl Find for Entity<Worker> {
    type Key = Id<Worker>;

    fn find(door: &mut Door<'_>, id: &Id<Worker>) -> Result<Option<Found<Self>>, Failure> {
        let Some(worker) = load(door.conn, *id)? else { return Ok(None) };
        let standing = standing(door, Some(worker.agency_id));
        Ok(Some(Found { version: worker.version, thing: worker, standing }))
    }
}

impl Read for Entity<Worker> {
    const OPERATION: Operation = Operation::ReadDirectory;
}

impl Find for Employment {
    type Key = Id<Worker>;

    fn find(door: &mut Door<'_>, id: &Id<Worker>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Worker>>::find(door, id)? else { return Ok(None) };
        let registrations = coordinators::table
            .filter(coordinators::worker_id.eq(key(*id)))
            .filter(coordinators::ended_on.is_null())
            .order(coordinators::id)
            .select((coordinators::id, coordinators::version, coordinators::body))
            .load::<Row<Coordinator>>(door.conn)?;
        let alone = [Role::LeadWorker, Role::KeyContact, Role::Facilitator].map(CodeList::code);
        let roles = assignments::table
            .filter(assignments::worker_id.eq(key(*id)))
            .filter(assignments::ended_on.is_null())
            .filter(assignments::role.eq_any(alone))
            .order(assignments::id)
            .select((assignments::id, assignments::version, assignments::body))
            .load::<Row<Assignment>>(door.conn)?;
        let (registrations, roles) = (Row::entities(registrations), Row::entities(roles));
        let thing = Self { worker: found.thing, registrations, roles };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// The workers of an agency, those whose employment ended included.
#[derive(Clone, Copy)]
pub struct WorkersOf(pub Id<Agency>);

impl List for Entity<Worker> {
    const OPERATION: Operation = Operation::ReadDirectory;
    type Filter = WorkersOf;

    fn standing(door: &mut Door<'_>, filter: &WorkersOf) -> Result<Option<Standing>, Failure> {
        Ok(<Entity<Agency>>::find(door, &filter.0)?.map(|agency| agency.standing))
    }

    fn page(door: &mut Door<'_>, filter: &WorkersOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = workers::table
            .filter(workers::agency_id.eq(key(filter.0)))
            .filter(workers::id.gt(Key(page.after_id())))
            .order(workers::id)
            .limit(page.fetch())
            .select((workers::id, workers::version, workers::body))
            .load::<Row<Worker>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}
