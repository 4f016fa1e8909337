//! Final reports.

use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    case::{Case, CaseFile},
    entity::Entity,
    final_report::{CaseReports, FinalReport, FinalReportState},
    ids::Id,
    operation::Operation,
    policy::Standing,
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::{hidden_in, parts_kept_from, was_kept_back},
    page::{Page, PageRequest},
    record::Row,
    schema::final_reports,
    unit::{Door, Find, Found, List, Read},
};

impl Find for Entity<FinalReport> {
    type Key = Id<FinalReport>;

    fn find(door: &mut Door<'_>, id: &Id<FinalReport>) -> Result<Option<Found<Self>>, Failure> {
        let row = final_reports::table
            .find(key(*id))
            .select((final_reports::id, final_reports::version, final_reports::body))
            .first::<Row<FinalReport>>(door.conn)
            .optional()?;
        let Some(Row(thing)) = row else { return Ok(None) };
        let Some(standing) = case::standing(door, thing.case_id)? else { return Ok(None) };
        let reader = case::reader(door.viewer, &standing);
        let kept = parts_kept_from(door.conn, &[key(*id)].into(), reader)?;
        Ok(kept.is_empty().then_some(Found { version: thing.version, thing, standing }))
    }
}

impl Recorded for Entity<FinalReport> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let accepted = match &mut self.body.state {
            FinalReportState::Accepted { by, .. } => Some(by.uuid_mut()),
            FinalReportState::Submitted | FinalReportState::Returned { .. } => None,
        };
        Some([self.body.submitted_by.uuid_mut()].into_iter().chain(accepted).collect())
    }
}

impl Read for Entity<FinalReport> {
    const OPERATION: Operation = Operation::ReadFinalReport;
}

impl List for Entity<FinalReport> {
    const OPERATION: Operation = Operation::ReadFinalReport;
    type Filter = Id<Case>;

    fn standing(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Standing>, Failure> {
        case::standing(door, *case)
    }

    fn page(door: &mut Door<'_>, case: &Id<Case>, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = case::reader_of(door, *case)?;
        let then_hidden =
            was_kept_back!(reader, final_reports::id, (final_reports::id, final_reports::case_id));
        let rows = final_reports::table
            .filter(not(then_hidden))
            .filter(final_reports::case_id.eq(key(*case)))
            .filter(final_reports::id.ne_all(hidden_in(key(*case), reader)))
            .filter(final_reports::id.gt(Key(page.after_id())))
            .order(final_reports::id)
            .limit(page.fetch())
            .select((final_reports::id, final_reports::version, final_reports::body))
            .load::<Row<FinalReport>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

impl Find for CaseReports {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, id: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, id)? else { return Ok(None) };
        let reports = final_reports::table
            .filter(final_reports::case_id.eq(key(*id)))
            .order(final_reports::id)
            .select((final_reports::id, final_reports::version, final_reports::body))
            .load::<Row<FinalReport>>(door.conn)?;
        Ok(Some(found.map(|case| Self { case, reports: Row::entities(reports) })))
    }
}
