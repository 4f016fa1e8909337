//! The commitments of a case, by due date.

use chrono::NaiveDate;
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use whakakaha_domain::{
    action::{Action, ActionStatus},
    agency::Agency,
    case::Case,
    code::CodeList,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::Standing,
};

use super::keeping_from;
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
}

impl Recorded for Entity<Action> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);
}

impl List for Entity<Action> {
    const OPERATION: Operation = Operation::ReadAction;
    type Filter = ActionFilter;

    fn standing(door: &mut Door<'_>, wanted: &ActionFilter) -> Result<Option<Standing>, Failure> {
        case::standing(door, wanted.case)
    }

    fn page(door: &mut Door<'_>, wanted: &ActionFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let standing = case::standing(door, wanted.case)?.unwrap_or_default();
        let mut query = actions::table
            .filter(actions::case_id.eq(key(wanted.case)))
            .order((actions::due_on, actions::id))
            .limit(page.fetch())
            .select((actions::id, actions::version, actions::body))
            .into_boxed();
        if let Some(agency) = case::restricted_agency(door.viewer, &standing) {
            query = query.filter(not(exists(keeping_from(key(agency)))));
        }
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
        let items = Row::entities(query.load(door.conn)?);
        Ok(Page::cut(items, page, |action: &Self| Position {
            sort: action.due_on.to_string(),
            id: action.id.uuid(),
        }))
    }
}
