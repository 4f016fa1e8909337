//! Lists of cases: mine, by the day of the next review.

use chrono::NaiveDate;
use diesel::prelude::*;
use whakakaha_domain::{
    case::Case,
    entity::Entity,
    operation::Operation,
    policy::{Relation, Standing},
};

use super::visible;
use crate::{
    dialect::Key,
    error::Failure,
    page::{Page, PageRequest, Position},
    record::{NO_REVIEW, Row},
    schema::cases,
    unit::{Door, List},
};

/// Which cases are wanted.
#[derive(Clone, Copy, Debug)]
pub struct CaseFilter {
    /// Open ones, closed ones, or all.
    pub open: Option<bool>,
}

/// A case in a list.
pub struct CaseItem(pub Entity<Case>);

impl List for CaseItem {
    const OPERATION: Operation = Operation::ReadCase;
    type Filter = CaseFilter;

    /// Everybody has a list of their own cases; which ones are in it is in the query.
    fn standing(door: &mut Door<'_>, _: &CaseFilter) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing(Relation::ON_CASES)))
    }

    fn page(door: &mut Door<'_>, filter: &CaseFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let mut query = cases::table
            .filter(visible(door.viewer))
            .order((cases::next_review_on, cases::id))
            .limit(page.fetch())
            .select((cases::id, cases::version, cases::body))
            .into_boxed();
        if let Some(open) = filter.open {
            query = query.filter(cases::is_open.eq(open));
        }
        if let Some(after) = &page.after {
            let day = after.sort.parse::<NaiveDate>().map_err(|_| Failure::Cursor)?;
            query = query.filter(
                cases::next_review_on
                    .gt(day)
                    .or(cases::next_review_on.eq(day).and(cases::id.gt(Key(after.id)))),
            );
        }
        let items = query.load::<Row<Case>>(door.conn)?.into_iter().map(|row| Self(row.0)).collect();
        Ok(Page::cut(items, page, |item: &Self| Position {
            sort: item.0.next_review_on.unwrap_or(NO_REVIEW).to_string(),
            id: item.0.id.uuid(),
        }))
    }
}
