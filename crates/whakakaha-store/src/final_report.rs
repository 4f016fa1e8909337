//! Final reports.

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    case::Case,
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
        let standing = case::standing(door, thing.case_id)?;
        Ok(standing.map(|standing| Found { version: thing.version, thing, standing }))
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
        let rows = final_reports::table
            .filter(final_reports::case_id.eq(key(*case)))
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
        let Some(case) = case::visible_case(door, *id)? else { return Ok(None) };
        let Some(standing) = case::standing(door, *id)? else { return Ok(None) };
        let reports = final_reports::table
            .filter(final_reports::case_id.eq(key(*id)))
            .order(final_reports::id)
            .select((final_reports::id, final_reports::version, final_reports::body))
            .load::<Row<FinalReport>>(door.conn)?;
        let version = case.version;
        Ok(Some(Found { thing: Self { case, reports: Row::entities(reports) }, standing, version }))
    }
}
