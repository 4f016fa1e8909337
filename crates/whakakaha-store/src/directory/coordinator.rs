//! Coordinators.

use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use whakakaha_domain::{ids::Id, region::Region};

use crate::{dialect::key, error::Failure, schema::coordinators, unit::Door};

/// Whether the calling worker is registered as coordinator of the region at present.
pub(crate) fn coordinates(door: &mut Door<'_>, region: Id<Region>) -> Result<bool, Failure> {
    let Some(worker) = door.viewer.actor.principal.worker() else { return Ok(false) };
    let current = coordinators::table
        .filter(coordinators::worker_id.eq(key(worker)))
        .filter(coordinators::region_id.eq(key(region)))
        .filter(coordinators::ended_on.is_null());
    Ok(select(exists(current)).get_result(door.conn)?)
}
