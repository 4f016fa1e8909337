//! The cases of a member of a family, with what there is to read of each, and to answer.

use diesel::prelude::*;
use whakakaha_domain::{
    case::Case,
    code::CodeList,
    entity::Entity,
    family::Family,
    ids::Id,
    operation::Operation,
    plan::{PlanStatus, PlanVersion},
    policy::Standing,
};

use super::{family_in, its_family, own};
use crate::{
    access::{About, Recorded, oneself},
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::{cases, plan_versions},
    unit::{Door, List},
};

/// A case as a member of its family comes home to it.
pub struct OwnCase {
    /// The case.
    pub case: Entity<Case>,
    /// The family.
    pub family: Family,
    /// The version of the plan in force.
    pub plan: Option<Id<PlanVersion>>,
    /// The version that waits for answers.
    pub to_answer: Option<Id<PlanVersion>>,
}

impl Recorded for OwnCase {
    const ABOUT: About<Self> = About::Case(|it| it.case.id);
}

impl List for OwnCase {
    const OPERATION: Operation = Operation::ReadOwnDoor;
    type Filter = ();

    fn standing(door: &mut Door<'_>, (): &()) -> Result<Option<Standing>, Failure> {
        Ok(Some(oneself(door)))
    }

    /// Newest first: there are few, and the one that is open is the newest.
    fn page(door: &mut Door<'_>, (): &(), page: &PageRequest) -> Result<Page<Self>, Failure> {
        door.viewer.actor.principal.person().ok_or(Failure::Absent)?;
        let mut query = cases::table
            .filter(own(door.viewer))
            .order(cases::id.desc())
            .limit(page.fetch())
            .select(((cases::id, cases::version, cases::body), its_family()))
            .into_boxed();
        if let Some(after) = &page.after {
            query = query.filter(cases::id.lt(Key(after.id)));
        }
        let rows = query.load::<(Row<Case>, Option<String>)>(door.conn)?;
        let plans = plans(door, rows.iter().map(|(Row(case), _)| key(case.id)).collect())?;
        let of = |case: Id<Case>, wanted: PlanStatus| {
            let mut plans = plans.iter();
            plans.find(|(_, of, status)| *of == key(case) && status == wanted.code()).map(|(id, ..)| id.id())
        };
        let item = |(Row(case), family): (Row<Case>, Option<String>)| {
            Ok(Self {
                family: family_in(family)?,
                plan: of(case.id, PlanStatus::Current),
                to_answer: of(case.id, PlanStatus::Circulated),
                case,
            })
        };
        let items = rows.into_iter().map(item).collect::<Result<Vec<_>, Failure>>()?;
        Ok(Page::cut(items, page, |item: &Self| Position { sort: String::new(), id: item.case.id.uuid() }))
    }
}

fn plans(door: &mut Door<'_>, cases: Vec<Key>) -> Result<Vec<(Key, Key, String)>, Failure> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let rows = plan_versions::table
        .filter(plan_versions::case_id.eq_any(cases))
        .filter(plan_versions::status.eq_any([PlanStatus::Current.code(), PlanStatus::Circulated.code()]))
        .select((plan_versions::id, plan_versions::case_id, plan_versions::status))
        .load(door.conn)?;
    Ok(rows)
}
