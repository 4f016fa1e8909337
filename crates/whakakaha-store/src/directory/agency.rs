//! Agencies.

use diesel::prelude::*;
use whakakaha_domain::{
    agency::{Agency, AgencyLineage, AgencyPlace},
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::Standing,
};

use super::{Parent, lineage, standing};
use crate::{
    access::{About, Recorded},
    dialect::{Conn, Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::agencies,
    unit::{Door, Find, Found, List, Read},
};

impl Find for AgencyPlace {
    type Key = Option<Id<Agency>>;

    fn find(door: &mut Door<'_>, parent: &Option<Id<Agency>>) -> Result<Option<Found<Self>>, Failure> {
        let parent_known = match parent {
            Some(parent) => parent_of(door.conn, key(*parent))?.is_some(),
            None => true,
        };
        Ok(Some(Found { thing: Self { parent_known }, standing: standing(door, None), version: 0 }))
    }
}

/// An agency, and the organisation that it is to belong to.
pub struct AgencyMove {
    /// The agency.
    pub agency: Id<Agency>,
    /// The parent wanted.
    pub parent: Option<Id<Agency>>,
}

impl Find for AgencyLineage {
    type Key = AgencyMove;

    fn find(door: &mut Door<'_>, wanted: &AgencyMove) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Agency>>::find(door, &wanted.agency)? else { return Ok(None) };
        let wanted = lineage(wanted.parent.map(key), |agency| parent_of(door.conn, agency))?;
        let wanted = wanted.into_iter().map(Key::id).collect();
        let thing = Self { agency: found.thing, wanted };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

fn parent_of(conn: &mut Conn, agency: Key) -> Result<Option<Parent>, Failure> {
    let parent =
        agencies::table.find(agency).select(agencies::parent_id).first::<Option<Key>>(conn).optional()?;
    Ok(parent.map(Parent))
}

impl Find for Entity<Agency> {
    type Key = Id<Agency>;

    fn find(door: &mut Door<'_>, id: &Id<Agency>) -> Result<Option<Found<Self>>, Failure> {
        let row = agencies::table
            .find(key(*id))
            .select((agencies::id, agencies::version, agencies::body))
            .first::<Row<Agency>>(door.conn)
            .optional()?;
        let standing = standing(door, Some(*id));
        Ok(row.map(|row| Found { version: row.0.version, thing: row.0, standing }))
    }
}

impl Recorded for Entity<Agency> {
    const ABOUT: About<Self> = About::Nobody;
}

impl Read for Entity<Agency> {
    const OPERATION: Operation = Operation::ReadDirectory;
}

/// Every agency.
#[derive(Clone, Copy)]
pub struct AllAgencies;

impl List for Entity<Agency> {
    const OPERATION: Operation = Operation::ReadDirectory;
    type Filter = AllAgencies;

    fn standing(door: &mut Door<'_>, _: &AllAgencies) -> Result<Option<Standing>, Failure> {
        Ok(Some(standing(door, None)))
    }

    fn page(door: &mut Door<'_>, _: &AllAgencies, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = agencies::table
            .filter(agencies::id.gt(Key(page.after_id())))
            .order(agencies::id)
            .limit(page.fetch())
            .select((agencies::id, agencies::version, agencies::body))
            .load::<Row<Agency>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}
