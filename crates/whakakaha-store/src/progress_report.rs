//! What the coordinator was told on the way, oldest first.

use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    case::Case, entity::Entity, ids::Id, operation::Operation, policy::Standing,
    progress_report::ProgressReport,
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::{hidden_in, parts_kept_from, was_kept_back},
    page::{Page, PageRequest},
    record::Row,
    schema::progress_reports,
    unit::{Door, Find, Found, List, Read},
};

impl Find for Entity<ProgressReport> {
    type Key = Id<ProgressReport>;

    fn find(door: &mut Door<'_>, id: &Id<ProgressReport>) -> Result<Option<Found<Self>>, Failure> {
        let row = progress_reports::table
            .find(key(*id))
            .select((progress_reports::id, progress_reports::version, progress_reports::body))
            .first::<Row<ProgressReport>>(door.conn)
            .optional()?;
        let Some(Row(thing)) = row else { return Ok(None) };
        let Some(standing) = case::standing(door, thing.case_id)? else { return Ok(None) };
        let reader = case::reader(door.viewer, &standing);
        let kept = parts_kept_from(door.conn, &[key(*id)].into(), reader)?;
        Ok(kept.is_empty().then_some(Found { version: thing.version, thing, standing }))
    }
}

impl Recorded for Entity<ProgressReport> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(vec![self.body.submitted_by.uuid_mut()])
    }
}

impl Read for Entity<ProgressReport> {
    const OPERATION: Operation = Operation::ReadProgressReports;
}

impl List for Entity<ProgressReport> {
    const OPERATION: Operation = Operation::ReadProgressReports;
    type Filter = Id<Case>;

    fn standing(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Standing>, Failure> {
        case::standing(door, *case)
    }

    fn page(door: &mut Door<'_>, case: &Id<Case>, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = case::reader_of(door, *case)?;
        let then_hidden =
            was_kept_back!(reader, progress_reports::id, (progress_reports::id, progress_reports::case_id));
        let rows = progress_reports::table
            .filter(not(then_hidden))
            .filter(progress_reports::case_id.eq(key(*case)))
            .filter(progress_reports::id.ne_all(hidden_in(key(*case), reader)))
            .filter(progress_reports::id.gt(Key(page.after_id())))
            .order(progress_reports::id)
            .limit(page.fetch())
            .select((progress_reports::id, progress_reports::version, progress_reports::body))
            .load::<Row<ProgressReport>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}
