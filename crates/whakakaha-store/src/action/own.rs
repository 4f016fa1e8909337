//! What a member of a family promised, or their family did, on whatever case of theirs: next due first.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    action::{Action, ActionStatus, Owner},
    calendar::Calendar,
    case::Case,
    code::CodeList,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::Standing,
    restriction::Reader,
};

use super::agents_in;
use super::{ActionItem, kept_from};
use crate::{
    access::{About, Recorded, oneself},
    case,
    dialect::key,
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::{actions, cases},
    unit::{Door, List},
};

/// A commitment of the caller, or of the caller's family, that is not settled.
pub struct OwnAction(pub ActionItem);

impl Recorded for OwnAction {
    const ABOUT: About<Self> = About::Case(|it| it.0.action.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(agents_in(&mut self.0.action.body))
    }
}

impl List for OwnAction {
    const OPERATION: Operation = Operation::ReadOwnDoor;
    type Filter = ();

    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        Ok(Some(oneself(door)))
    }

    /// A family has few commitments of its own: whose they are is sorted out below.
    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        let person = door.viewer.actor.principal.person().ok_or(Failure::Absent)?;
        let open: Vec<&str> =
            ActionStatus::ALL.iter().filter(|it| it.is_open()).map(|status| status.code()).collect();
        let own_cases = cases::table
            .filter(case::own(door.viewer))
            .select((cases::id, cases::version, cases::body))
            .load::<Row<Case>>(door.conn)?;
        let calendars: BTreeMap<Id<Case>, Calendar> =
            own_cases.iter().map(|Row(case)| (case.id, Calendar::new(case.anniversary))).collect();
        let promised = actions::table
            .filter(actions::case_id.eq_any(calendars.keys().copied().map(key).collect::<Vec<_>>()))
            .filter(actions::owner_agency_id.is_null())
            .filter(not(kept_from(Reader::FamilyMember(person))))
            .filter(actions::status.eq_any(open))
            .order((actions::due_on, actions::id))
            .select((actions::id, actions::version, actions::body))
            .load::<Row<Action>>(door.conn)?;
        let after = page.after.as_ref().map(place).transpose()?;
        let is_own = |action: &Entity<Action>| match action.owner {
            Owner::FamilyMember { person_id } => person_id == person,
            Owner::Family => true,
            Owner::Agency { .. } => false,
        };
        let item = |action: Entity<Action>| {
            let calendar = calendars.get(&action.case_id);
            let check_due_on = calendar.and_then(|calendar| action.check_due_on(*calendar));
            Self(ActionItem { action, check_due_on })
        };
        let own = Row::entities(promised).into_iter().filter(is_own);
        let own = own.filter(|it| after.is_none_or(|after| (it.due_on, it.id.uuid()) > after));
        let items = own.take(usize::from(page.limit) + 1).map(item).collect();
        Ok(Page::cut(items, page, |item: &Self| Position {
            sort: item.0.action.due_on.to_string(),
            id: item.0.action.id.uuid(),
        }))
    }
}

/// The place after which a page begins.
fn place(after: &Position) -> Result<(NaiveDate, Uuid), Failure> {
    Ok((after.sort.parse().map_err(|_| Failure::Cursor)?, after.id))
}
