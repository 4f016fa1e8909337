//! Lists of cases: mine, by the day of the next review.

use chrono::NaiveDate;
use diesel::prelude::*;
use whakakaha_domain::{
    case::Case,
    entity::Entity,
    family::Family,
    operation::Operation,
    policy::{Relation, Standing},
};

use super::{family_in, its_family, own};
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
}

/// A case in a list, with its family.
pub struct CaseItem {
    /// The case.
    pub case: Entity<Case>,
    /// The family.
    pub family: Family,
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
        let mut query = cases::table
            .filter(own(door.viewer))
            .order((cases::next_review_on, cases::id))
            .limit(page.fetch())
            .select(((cases::id, cases::version, cases::body), its_family()))
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
        let rows = query.load::<(Row<Case>, Option<String>)>(door.conn)?;
        let item = |(case, family): (Row<Case>, _)| Ok(Self { case: case.0, family: family_in(family)? });
        let items = rows.into_iter().map(item).collect::<Result<_, Failure>>()?;
        Ok(Page::cut(items, page, |item: &Self| Position {
            sort: item.case.next_review_on.unwrap_or(NO_REVIEW).to_string(),
            id: item.case.id.uuid(),
        }))
    }
}
