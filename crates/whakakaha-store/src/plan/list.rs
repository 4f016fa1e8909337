//! The versions of a case's plan, oldest first.

use diesel::{dsl::exists, prelude::*};
use whakakaha_domain::{
    case::Case,
    code::CodeList,
    ids::Id,
    operation::Operation,
    plan::{PlanSheet, PlanStatus, PlanVersion},
    policy::Standing,
};

use super::{Shelf, sent_to, sheets};
use crate::{
    case,
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::{plan_renderings, plan_versions},
    unit::{Door, List},
};

/// The versions of this case's plan.
#[derive(Clone, Copy)]
pub struct PlansOf(pub Id<Case>);

impl List for PlanSheet {
    const OPERATION: Operation = Operation::ReadPlan;
    type Filter = PlansOf;

    fn standing(door: &mut Door<'_>, plans: &PlansOf) -> Result<Option<Standing>, Failure> {
        case::standing(door, plans.0)
    }

    fn page(door: &mut Door<'_>, plans: &PlansOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let standing = case::standing(door, plans.0)?.unwrap_or_default();
        let shelf = Shelf::of(door, &standing);
        let mut query = plan_versions::table
            .filter(plan_versions::case_id.eq(key(plans.0)))
            .filter(plan_versions::id.gt(Key(page.after_id())))
            .order(plan_versions::id)
            .limit(page.fetch())
            .select((plan_versions::id, plan_versions::version, plan_versions::body))
            .into_boxed();
        if !shelf.drafts {
            let sent = plan_renderings::table
                .filter(plan_renderings::plan_version_id.eq(plan_versions::id))
                .filter(sent_to(shelf.reader));
            query = query.filter(plan_versions::status.ne(PlanStatus::Draft.code()));
            query = if shelf.reader.in_emergency() {
                query.filter(plan_versions::status.ne(PlanStatus::Abandoned.code()))
            } else {
                query.filter(exists(sent))
            };
        }
        let versions = Row::<PlanVersion>::entities(query.load(door.conn)?);
        let items = sheets(door.conn, shelf, plans.0, &versions)?;
        Ok(Page::cut(items, page, |item: &Self| Position { sort: String::new(), id: item.version.id.uuid() }))
    }
}
