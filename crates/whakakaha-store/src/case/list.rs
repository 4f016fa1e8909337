//! Lists of cases: mine, by the day of the next review, or by the last change.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    case::Case,
    entity::Entity,
    family::Family,
    operation::Operation,
    policy::{Relation, Standing},
};

use super::{
    change::{first_change_at, instant, last_change},
    family_in, its_family, own,
};
use crate::{
    access::{About, Recorded},
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
    /// Those that have changed since then, in the order of their last changes; none: all, by the day of the
    /// next review.
    pub updated_since: Option<DateTime<Utc>>,
}

/// A case in a list, with its family.
pub struct CaseItem {
    /// The case.
    pub case: Entity<Case>,
    /// The family.
    pub family: Family,
    /// When it changed last, as far as the caller may know.
    pub updated_at: DateTime<Utc>,
    change: Key,
}

impl Recorded for CaseItem {
    const ABOUT: About<Self> = About::Case(|it| it.case.id);
}

impl List for CaseItem {
    const OPERATION: Operation = Operation::ReadCase;
    type Filter = CaseFilter;

    /// Everybody has a list of their own cases; which ones are in it is in the query.
    fn standing(door: &mut Door<'_>, _: &CaseFilter) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing(Relation::ON_CASES)))
    }

    fn page(door: &mut Door<'_>, filter: &CaseFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let changed = |door: &Door<'_>| last_change(door.viewer);
        let columns =
            ((cases::id, cases::version, cases::body), its_family(), changed(door).assume_not_null());
        let mut query =
            cases::table.filter(own(door.viewer)).limit(page.fetch()).select(columns).into_boxed();
        if let Some(open) = filter.open {
            query = query.filter(cases::is_open.eq(open));
        }
        query = match filter.updated_since {
            None => {
                let query = query.order((cases::next_review_on, cases::id));
                match Self::after::<NaiveDate>(page)? {
                    None => query,
                    Some((day, id)) => query.filter(
                        cases::next_review_on.gt(day).or(cases::next_review_on.eq(day).and(cases::id.gt(id))),
                    ),
                }
            }
            Some(since) => {
                let query =
                    query.filter(changed(door).ge(first_change_at(since))).order((changed(door), cases::id));
                match Self::after::<Uuid>(page)? {
                    None => query,
                    Some((change, id)) => query.filter(
                        changed(door)
                            .gt(Key(change))
                            .or(changed(door).eq(Key(change)).and(cases::id.gt(id).nullable())),
                    ),
                }
            }
        };
        let rows = query.load::<(Row<Case>, Option<String>, Key)>(door.conn)?;
        let items = rows.into_iter().map(Self::of).collect::<Result<_, Failure>>()?;
        Ok(Page::cut(items, page, |item: &Self| item.position(filter)))
    }
}

impl CaseItem {
    fn of((Row(case), family, change): (Row<Case>, Option<String>, Key)) -> Result<Self, Failure> {
        Ok(Self { case, family: family_in(family)?, updated_at: instant(change), change })
    }

    fn position(&self, filter: &CaseFilter) -> Position {
        let sort = match filter.updated_since {
            None => self.case.next_review_on.unwrap_or(NO_REVIEW).to_string(),
            Some(_) => self.change.0.to_string(),
        };
        Position { sort, id: self.case.id.uuid() }
    }

    fn after<S: FromStr>(page: &PageRequest) -> Result<Option<(S, Key)>, Failure> {
        let Some(after) = &page.after else { return Ok(None) };
        let sort = after.sort.parse().map_err(|_| Failure::Cursor)?;
        Ok(Some((sort, Key(after.id))))
    }
}
