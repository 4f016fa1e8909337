//! Lists of families: those of the regions that the caller coordinates, those whose open case the caller
//! may know of, and one's own.

use diesel::prelude::*;
use whakakaha_domain::{
    actor::Principal,
    entity::Entity,
    family::Family,
    operation::Operation,
    policy::{Relation, Standing},
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    directory::coordinator::own_regions,
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::{cases, families, memberships},
    unit::{Door, List},
};

/// The families that the caller may know of.
#[derive(Clone, Copy)]
pub struct FamilyList;

/// A family in a list.
pub struct FamilyItem(pub Entity<Family>);

impl Recorded for FamilyItem {
    const ABOUT: About<Self> = About::Family(|it| it.0.id);
}

impl List for FamilyItem {
    const OPERATION: Operation = Operation::ReadFamily;
    type Filter = FamilyList;

    /// Everybody has a list of the families that they may know of; which ones is in the query.
    fn standing(door: &mut Door<'_>, _: &FamilyList) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing(Relation::ON_CASES.into_iter().chain([Relation::RegionCoordinator]))))
    }

    fn page(door: &mut Door<'_>, _: &FamilyList, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let near = families::id.eq_any(near(door)?);
        let mut query = families::table
            .filter(families::id.gt(Key(page.after_id())))
            .order(families::id)
            .limit(page.fetch())
            .select((families::id, families::version, families::body))
            .into_boxed();
        if Relation::RegionCoordinator.counts_with(door.viewer.actor.scopes) {
            query = query.filter(near.or(families::region_id.eq_any(own_regions(door.viewer))));
        } else {
            query = query.filter(near);
        }
        let rows = query.load::<Row<Family>>(door.conn)?;
        let items = rows.into_iter().map(|row| Self(row.0)).collect();
        Ok(Page::cut(items, page, |item: &Self| Position { sort: String::new(), id: item.0.id.uuid() }))
    }
}

/// The families that the caller may know of by an open case or as a member: as many as somebody has on
/// their desk.
fn near(door: &mut Door<'_>) -> Result<Vec<Key>, Failure> {
    let mut near = cases::table
        .filter(cases::is_open)
        .filter(case::own(door.viewer))
        .select(cases::family_id)
        .load::<Key>(door.conn)?;
    if let Principal::Family(person) = door.viewer.actor.principal {
        let own = memberships::table
            .filter(memberships::person_id.eq(key(person)))
            .filter(memberships::speaks.eq(true))
            .filter(memberships::ended_on.is_null())
            .select(memberships::family_id)
            .load::<Key>(door.conn)?;
        near.extend(own);
    }
    Ok(near)
}
