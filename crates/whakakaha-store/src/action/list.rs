//! The commitments of a case, by due date.

use chrono::NaiveDate;
use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    action::{Action, ActionStatus},
    agency::Agency,
    calendar::Calendar,
    case::Case,
    code::CodeList,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::Standing,
};

use super::agents_in;
use super::kept_from;
use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::actions,
    unit::{Door, List},
};

/// Which commitments are wanted.
#[derive(Clone, Copy)]
pub struct ActionFilter {
    /// The case.
    pub case: Id<Case>,
    /// In this state only.
    pub status: Option<ActionStatus>,
    /// Of this agency only.
    pub owner_agency: Option<Id<Agency>>,
    /// Only those that somebody is to look at by today.
    pub check_due: bool,
}

/// A commitment, and when somebody is to look at it.
pub struct ActionItem {
    /// The commitment.
    pub action: Entity<Action>,
    /// The day of the next follow-up check.
    pub check_due_on: Option<NaiveDate>,
}

impl Recorded for ActionItem {
    const ABOUT: About<Self> = About::Case(|it| it.action.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(agents_in(&mut self.action.body))
    }
}

impl List for ActionItem {
    const OPERATION: Operation = Operation::ReadAction;
    type Filter = ActionFilter;

    fn standing(door: &mut Door<'_>, wanted: &ActionFilter) -> Result<Option<Standing>, Failure> {
        case::standing(door, wanted.case)
    }

    fn page(door: &mut Door<'_>, wanted: &ActionFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let standing = case::standing(door, wanted.case)?.unwrap_or_default();
        let Some(case) = case::visible_case(door, wanted.case)? else { return Err(Failure::Absent) };
        let today = case.today(door.viewer.now);
        let mut query = actions::table
            .filter(actions::case_id.eq(key(wanted.case)))
            .filter(not(kept_from(case::reader(door.viewer, &standing))))
            .order((actions::due_on, actions::id))
            .select((actions::id, actions::version, actions::body))
            .into_boxed();
        // What is to be looked at is due already, and is sorted out below: a case has at most some hundred.
        query = if wanted.check_due {
            query.filter(actions::due_on.lt(today))
        } else {
            query.limit(page.fetch())
        };
        if let Some(status) = wanted.status {
            query = query.filter(actions::status.eq(status.code()));
        }
        if let Some(agency) = wanted.owner_agency {
            query = query.filter(actions::owner_agency_id.eq(key(agency)));
        }
        if let Some(after) = &page.after {
            let day = after.sort.parse::<NaiveDate>().map_err(|_| Failure::Cursor)?;
            let later = actions::due_on.gt(day);
            query = query.filter(later.or(actions::due_on.eq(day).and(actions::id.gt(Key(after.id)))));
        }
        let calendar = Calendar::new(case.anniversary);
        let item = |action: Entity<Action>| Self { check_due_on: action.check_due_on(calendar), action };
        let mut items: Vec<Self> = Row::entities(query.load(door.conn)?).into_iter().map(item).collect();
        items.retain(|item| !wanted.check_due || item.check_due_on.is_some_and(|day| day <= today));
        Ok(Page::cut(items, page, |item: &Self| Position {
            sort: item.action.due_on.to_string(),
            id: item.action.id.uuid(),
        }))
    }
}
