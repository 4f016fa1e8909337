//! Regions.

use diesel::{dsl::exists, prelude::*, select};
use whakakaha_domain::{
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
    region::{Region, RegionDesk, RegionLineage, RegionPlace},
};

use super::{Parent, coordinator::coordinates, lineage, standing};
use crate::{
    access::{About, Recorded},
    dialect::{Conn, Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::regions,
    unit::{Door, Find, Found, List, Read},
};

/// The place of a region that is to be made.
pub struct NewRegion {
    /// The code wanted.
    pub code: String,
    /// The parent wanted.
    pub parent: Option<Id<Region>>,
}

impl Find for RegionPlace {
    type Key = NewRegion;

    fn find(door: &mut Door<'_>, wanted: &NewRegion) -> Result<Option<Found<Self>>, Failure> {
        let code_taken =
            select(exists(regions::table.filter(regions::code.eq(&wanted.code)))).get_result(door.conn)?;
        let parent_known = match wanted.parent {
            Some(parent) => parent_of(door.conn, key(parent))?.is_some(),
            None => true,
        };
        let thing = Self { code_taken, parent_known };
        Ok(Some(Found { thing, standing: standing(door, None), version: 0 }))
    }
}

/// A region, and the parent that it is to have.
pub struct Move {
    /// The region.
    pub region: Id<Region>,
    /// The parent wanted.
    pub parent: Option<Id<Region>>,
}

impl Find for RegionLineage {
    type Key = Move;

    fn find(door: &mut Door<'_>, wanted: &Move) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Region>>::find(door, &wanted.region)? else { return Ok(None) };
        let wanted = lineage(wanted.parent.map(key), |region| parent_of(door.conn, region))?;
        let wanted = wanted.into_iter().map(Key::id).collect();
        let thing = Self { region: found.thing, wanted };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

fn parent_of(conn: &mut Conn, region: Key) -> Result<Option<Parent>, Failure> {
    let parent =
        regions::table.find(region).select(regions::parent_id).first::<Option<Key>>(conn).optional()?;
    Ok(parent.map(Parent))
}

impl Find for Entity<Region> {
    type Key = Id<Region>;

    fn find(door: &mut Door<'_>, id: &Id<Region>) -> Result<Option<Found<Self>>, Failure> {
        let row = regions::table
            .find(key(*id))
            .select((regions::id, regions::version, regions::body))
            .first::<Row<Region>>(door.conn)
            .optional()?;
        Ok(row.map(|row| Found { version: row.0.version, thing: row.0, standing: standing(door, None) }))
    }
}

impl Recorded for Entity<Region> {
    const ABOUT: About<Self> = About::Nobody;
}

impl Read for Entity<Region> {
    const OPERATION: Operation = Operation::ReadDirectory;
}

/// Every region.
#[derive(Clone, Copy)]
pub struct AllRegions;

impl List for Entity<Region> {
    const OPERATION: Operation = Operation::ReadDirectory;
    type Filter = AllRegions;

    fn standing(door: &mut Door<'_>, _: &AllRegions) -> Result<Option<Standing>, Failure> {
        Ok(Some(standing(door, None)))
    }

    fn page(door: &mut Door<'_>, _: &AllRegions, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = regions::table
            .filter(regions::id.gt(Key(page.after_id())))
            .order(regions::id)
            .limit(page.fetch())
            .select((regions::id, regions::version, regions::body))
            .load::<Row<Region>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

impl Find for RegionDesk {
    type Key = Id<Region>;

    /// Everybody may walk up to a desk; only a coordinator of the region may do something there.
    fn find(door: &mut Door<'_>, region: &Id<Region>) -> Result<Option<Found<Self>>, Failure> {
        let relation = coordinates(door, *region)?.then_some(Relation::RegionCoordinator);
        Ok(Some(Found { thing: Self(*region), standing: door.standing(relation), version: 0 }))
    }
}
