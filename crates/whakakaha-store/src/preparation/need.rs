//! Needs.

use diesel::prelude::*;
use whakakaha_domain::{
    case::Case, entity::Entity, filed::Filed, ids::Id, need::Need, operation::Operation, policy::Standing,
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::{hidden_in, is_hidden},
    page::{Page, PageRequest},
    record::Row,
    schema::needs,
    unit::{Door, Find, Found, List, Read},
};

impl Find for Entity<Need> {
    type Key = Id<Need>;

    fn find(door: &mut Door<'_>, id: &Id<Need>) -> Result<Option<Found<Self>>, Failure> {
        let row = needs::table
            .find(key(*id))
            .select((needs::id, needs::version, needs::body))
            .first::<Row<Need>>(door.conn)
            .optional()?;
        let Some(Row(need)) = row else { return Ok(None) };
        let Some(standing) = case::standing(door, need.case_id)? else { return Ok(None) };
        let reader = case::reader(door.viewer, &standing);
        if is_hidden(door.conn, id.uuid(), reader)? {
            return Ok(None);
        }
        Ok(Some(Found { version: need.version, thing: need, standing }))
    }
}

impl Recorded for Entity<Need> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);
}

impl Read for Entity<Need> {
    const OPERATION: Operation = Operation::ReadProfile;
}

impl Find for Filed<Need> {
    type Key = Id<Need>;

    fn find(door: &mut Door<'_>, id: &Id<Need>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Need>>::find(door, id)? else { return Ok(None) };
        let Some(file) = case::case_file(door, found.thing.case_id)? else { return Ok(None) };
        let thing = Self { case: file.thing, thing: found.thing };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// Which needs are wanted.
#[derive(Clone, Copy)]
pub struct NeedFilter {
    /// Of which case.
    pub case: Id<Case>,
}

impl List for Entity<Need> {
    const OPERATION: Operation = Operation::ReadProfile;
    type Filter = NeedFilter;

    fn standing(door: &mut Door<'_>, filter: &NeedFilter) -> Result<Option<Standing>, Failure> {
        case::standing(door, filter.case)
    }

    fn page(door: &mut Door<'_>, filter: &NeedFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = case::reader_of(door, filter.case)?;
        let rows = needs::table
            .filter(needs::case_id.eq(key(filter.case)))
            .filter(needs::id.ne_all(hidden_in(key(filter.case), reader)))
            .filter(needs::id.gt(Key(page.after_id())))
            .order(needs::id)
            .limit(page.fetch())
            .select((needs::id, needs::version, needs::body))
            .load::<Row<Need>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}
