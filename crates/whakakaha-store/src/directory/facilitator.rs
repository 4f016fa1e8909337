//! Facilitators.

use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use whakakaha_domain::{
    entity::Entity,
    facilitator::{Enrolment, Facilitator},
    ids::Id,
    operation::Operation,
    policy::Standing,
    worker::Worker,
};

use super::{standing, worker};
use crate::{
    access::{About, Recorded},
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest},
    record::Row,
    schema::facilitators,
    unit::{Door, Find, Found, List, Read},
};

impl Find for Enrolment {
    type Key = Id<Worker>;

    fn find(door: &mut Door<'_>, wanted: &Id<Worker>) -> Result<Option<Found<Self>>, Failure> {
        let worker = worker::load(door.conn, *wanted)?;
        let same = facilitators::table.filter(facilitators::worker_id.eq(key(*wanted)));
        let registered = select(exists(same)).get_result(door.conn)?;
        let thing = Self { worker, registered };
        Ok(Some(Found { thing, standing: standing(door, None), version: 0 }))
    }
}

impl Find for Entity<Facilitator> {
    type Key = Id<Facilitator>;

    fn find(door: &mut Door<'_>, id: &Id<Facilitator>) -> Result<Option<Found<Self>>, Failure> {
        let row = facilitators::table
            .find(key(*id))
            .select((facilitators::id, facilitators::version, facilitators::body))
            .first::<Row<Facilitator>>(door.conn)
            .optional()?;
        Ok(row.map(|row| Found { version: row.0.version, thing: row.0, standing: standing(door, None) }))
    }
}

impl Recorded for Entity<Facilitator> {
    const ABOUT: About<Self> = About::Nobody;
}

impl Read for Entity<Facilitator> {
    const OPERATION: Operation = Operation::ReadDirectory;
}

/// Every facilitator.
#[derive(Clone, Copy)]
pub struct AllFacilitators;

impl List for Entity<Facilitator> {
    const OPERATION: Operation = Operation::ReadDirectory;
    type Filter = AllFacilitators;

    fn standing(door: &mut Door<'_>, _: &AllFacilitators) -> Result<Option<Standing>, Failure> {
        Ok(Some(standing(door, None)))
    }

    fn page(door: &mut Door<'_>, _: &AllFacilitators, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let rows = facilitators::table
            .filter(facilitators::id.gt(Key(page.after_id())))
            .order(facilitators::id)
            .limit(page.fetch())
            .select((facilitators::id, facilitators::version, facilitators::body))
            .load::<Row<Facilitator>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}
