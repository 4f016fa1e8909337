//! Lists of intakes, oldest first: those of the regions that the caller coordinates.

use chrono::NaiveDate;
use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use whakakaha_domain::{
    code::CodeList,
    entity::Entity,
    intake::{Intake, IntakeStatus},
    operation::Operation,
    policy::{Relation, Standing},
};

use crate::{
    dialect::Key,
    directory::coordinator::own_regions,
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::intakes,
    unit::{Door, List},
};

/// Which intakes are wanted.
#[derive(Clone, Copy)]
pub struct IntakeFilter {
    /// Those in this state, or all.
    pub status: Option<IntakeStatus>,
}

impl List for Entity<Intake> {
    const OPERATION: Operation = Operation::ReadIntake;
    type Filter = IntakeFilter;

    /// Whoever coordinates any region at present; which regions is in the query.
    fn standing(door: &mut Door<'_>, _: &IntakeFilter) -> Result<Option<Standing>, Failure> {
        let coordinates: bool = select(exists(own_regions(door.viewer))).get_result(door.conn)?;
        Ok(Some(door.standing(coordinates.then_some(Relation::RegionCoordinator))))
    }

    fn page(door: &mut Door<'_>, filter: &IntakeFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let mut query = intakes::table
            .filter(intakes::region_id.eq_any(own_regions(door.viewer)))
            .order((intakes::received_on, intakes::id))
            .limit(page.fetch())
            .select((intakes::id, intakes::version, intakes::body))
            .into_boxed();
        if let Some(status) = filter.status {
            query = query.filter(intakes::status.eq(status.code()));
        }
        if let Some(after) = &page.after {
            let day = after.sort.parse::<NaiveDate>().map_err(|_| Failure::Cursor)?;
            query = query.filter(
                intakes::received_on
                    .gt(day)
                    .or(intakes::received_on.eq(day).and(intakes::id.gt(Key(after.id)))),
            );
        }
        let items = Row::entities(query.load::<Row<Intake>>(door.conn)?);
        Ok(Page::cut(items, page, |item| Position { sort: item.received_on.to_string(), id: item.id.uuid() }))
    }
}
