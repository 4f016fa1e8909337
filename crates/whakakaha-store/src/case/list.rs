//! Lists of cases: mine, by the day of the next review, or by the last change.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{dsl::AssumeNotNull, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    case::Case,
    entity::Entity,
    family::Family,
    operation::Operation,
    policy::{Relation, Standing},
};

use super::{
    Desk,
    change::{LastChange, first_change_at, instant, last_change},
    desk, family_in, its_family, own,
};
use crate::{
    access::{About, Recorded},
    dialect::Key,
    error::Failure,
    page::{Page, PageRequest, Position},
    record::{NO_REVIEW, Row},
    schema::{cases, desks},
    unit::{Door, List},
    viewer::Viewer,
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
        let rows = match (filter.updated_since, desk(door.viewer)) {
            (Some(since), _) => changed_since(door, since, filter.open, page)?,
            (None, Some(desk)) => on_desk(door, desk, filter.open, page)?,
            (None, None) => of_family(door, filter.open, page)?,
        };
        let items = rows.into_iter().map(Self::of).collect::<Result<_, Failure>>()?;
        Ok(Page::cut(items, page, |item: &Self| item.position(filter)))
    }
}

/// A case, the content of its family, and its last change.
type Listed = (Row<Case>, Option<String>, Key);

/// The next ones on a desk: their ids from its index, and then the cases. So no page costs more than another,
/// however much lies there.
fn on_desk(
    door: &mut Door<'_>,
    mut desk: Desk<'_>,
    open: Option<bool>,
    page: &PageRequest,
) -> Result<Vec<Listed>, Failure> {
    if let Some(open) = open {
        desk = desk.filter(desks::is_open.eq(open));
    }
    if let Some((day, id)) = after::<NaiveDate>(page)? {
        let same_day = desks::next_review_on.eq(day).and(desks::case_id.gt(id));
        desk = desk.filter(desks::next_review_on.gt(day).or(same_day));
    }
    let next = desk.order((desks::next_review_on, desks::case_id)).limit(page.fetch());
    let ids = next.select(desks::case_id).load::<Key>(door.conn)?;
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = cases::table
        .filter(cases::id.eq_any(ids))
        .order((cases::next_review_on, cases::id))
        .select(columns(door.viewer))
        .load(door.conn)?;
    Ok(rows)
}

fn of_family(door: &mut Door<'_>, open: Option<bool>, page: &PageRequest) -> Result<Vec<Listed>, Failure> {
    let mut query = cases::table
        .filter(own(door.viewer))
        .order((cases::next_review_on, cases::id))
        .limit(page.fetch())
        .select(columns(door.viewer))
        .into_boxed();
    if let Some(open) = open {
        query = query.filter(cases::is_open.eq(open));
    }
    if let Some((day, id)) = after::<NaiveDate>(page)? {
        let same_day = cases::next_review_on.eq(day).and(cases::id.gt(id));
        query = query.filter(cases::next_review_on.gt(day).or(same_day));
    }
    Ok(query.load(door.conn)?)
}

fn changed_since(
    door: &mut Door<'_>,
    since: DateTime<Utc>,
    open: Option<bool>,
    page: &PageRequest,
) -> Result<Vec<Listed>, Failure> {
    let changed = || last_change(door.viewer);
    let mut query = cases::table
        .filter(own(door.viewer))
        .filter(changed().ge(first_change_at(since)))
        .order((changed(), cases::id))
        .limit(page.fetch())
        .select(columns(door.viewer))
        .into_boxed();
    if let Some(open) = open {
        query = query.filter(cases::is_open.eq(open));
    }
    if let Some((change, id)) = after::<Uuid>(page)? {
        let same = changed().eq(Key(change)).and(cases::id.gt(id).nullable());
        query = query.filter(changed().gt(Key(change)).or(same));
    }
    Ok(query.load(door.conn)?)
}

type Columns = ((cases::id, cases::version, cases::body), its_family, AssumeNotNull<LastChange>);

fn columns(viewer: &Viewer) -> Columns {
    ((cases::id, cases::version, cases::body), its_family(), last_change(viewer).assume_not_null())
}

/// The sort key and the id after which a page begins.
fn after<S: FromStr>(page: &PageRequest) -> Result<Option<(S, Key)>, Failure> {
    let Some(after) = &page.after else { return Ok(None) };
    let sort = after.sort.parse().map_err(|_| Failure::Cursor)?;
    Ok(Some((sort, Key(after.id))))
}

impl CaseItem {
    fn of((Row(case), family, change): Listed) -> Result<Self, Failure> {
        Ok(Self { case, family: family_in(family)?, updated_at: instant(change), change })
    }

    fn position(&self, filter: &CaseFilter) -> Position {
        let sort = match filter.updated_since {
            None => self.case.next_review_on.unwrap_or(NO_REVIEW).to_string(),
            Some(_) => self.change.0.to_string(),
        };
        Position { sort, id: self.case.id.uuid() }
    }
}
