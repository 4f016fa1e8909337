//! Lists of families: those of the regions that the caller coordinates, those whose open case the caller
//! may know of, and one's own.

use diesel::prelude::*;
use whakakaha_domain::{
    entity::Entity,
    family::Family,
    operation::Operation,
    policy::{Relation, Standing},
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::Key,
    directory::coordinator::own_regions,
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::families,
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
        let near = case::own_families(door.viewer);
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
