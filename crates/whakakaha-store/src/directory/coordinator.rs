//! Coordinators, and how the public finds them.

mod look_up;

use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use whakakaha_domain::{
    actor::Principal,
    coordinator::{Acting, Coordinator, Registration},
    entity::Entity,
    ids::Id,
    operation::Operation,
    region::Region,
    worker::Worker,
};

pub use look_up::{LookUp, PublicCoordinator};

use super::{standing, worker};
use crate::{
    access::{About, Recorded},
    dialect::{Key, key},
    error::Failure,
    record::Row,
    schema::coordinators,
    unit::{Door, Find, Found, Read},
    viewer::Viewer,
};

/// Whether the calling worker is registered as coordinator of the region at present.
pub(crate) fn coordinates(door: &mut Door<'_>, region: Id<Region>) -> Result<bool, Failure> {
    let Some(worker) = door.viewer.actor.principal.worker() else { return Ok(false) };
    Ok(select(exists(current(worker, region))).get_result(door.conn)?)
}

/// The calling worker, to act where it was found to coordinate the region; nobody else does.
pub(crate) fn acting(viewer: &Viewer) -> Option<Acting> {
    let Principal::Worker { worker, agency } = viewer.actor.principal else { return None };
    Some(Acting { worker, agency })
}

/// The regions that the calling worker coordinates at present. A subquery: what it selects is a region.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn own_regions(viewer: &Viewer) -> _ {
    // Nobody is the worker with the nil id.
    let worker: Key = viewer.actor.principal.worker().map_or(Key(uuid::Uuid::nil()), key);
    coordinators::table
        .filter(coordinators::worker_id.eq(worker))
        .filter(coordinators::ended_on.is_null())
        .select(coordinators::region_id)
}

/// The registration of a worker for a region that has not ended.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn current(worker: Id<Worker>, region: Id<Region>) -> _ {
    let worker: Key = key(worker);
    let region: Key = key(region);
    coordinators::table
        .filter(coordinators::worker_id.eq(worker))
        .filter(coordinators::region_id.eq(region))
        .filter(coordinators::ended_on.is_null())
}

/// Who is to coordinate which region.
pub struct NewCoordinator {
    /// The worker.
    pub worker: Id<Worker>,
    /// The region.
    pub region: Id<Region>,
}

impl Find for Registration {
    type Key = NewCoordinator;

    fn find(door: &mut Door<'_>, wanted: &NewCoordinator) -> Result<Option<Found<Self>>, Failure> {
        let worker = worker::load(door.conn, wanted.worker)?;
        let region = <Entity<Region>>::find(door, &wanted.region)?.map(|found| found.thing);
        let registered = select(exists(current(wanted.worker, wanted.region))).get_result(door.conn)?;
        let thing = Self { worker, region, registered };
        Ok(Some(Found { thing, standing: standing(door, None), version: 0 }))
    }
}

impl Find for Entity<Coordinator> {
    type Key = Id<Coordinator>;

    fn find(door: &mut Door<'_>, id: &Id<Coordinator>) -> Result<Option<Found<Self>>, Failure> {
        let row = coordinators::table
            .find(key(*id))
            .select((coordinators::id, coordinators::version, coordinators::body))
            .first::<Row<Coordinator>>(door.conn)
            .optional()?;
        Ok(row.map(|row| Found { version: row.0.version, thing: row.0, standing: standing(door, None) }))
    }
}

impl Recorded for Entity<Coordinator> {
    const ABOUT: About<Self> = About::Nobody;
}

impl Read for Entity<Coordinator> {
    const OPERATION: Operation = Operation::ReadDirectory;
}
