//! The public look-up: who coordinates here (F1-10, F3-19). Shows the public contact and the region.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use whakakaha_domain::{
    coordinator::{Coordinator, PublicContact},
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::fold,
    policy::Standing,
    region::Region,
};

use crate::{
    access::{About, Recorded},
    dialect::{Conn, Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    record::Row,
    schema::{coordinators, regions},
    unit::{Door, List},
};

/// Where somebody looks for a coordinator.
#[derive(Clone, Debug, Default)]
pub struct LookUp {
    /// In the region with this code.
    pub region: Option<String>,
    /// Where there is a place, or a region, of this name; macrons and capitals do not matter.
    pub place: Option<String>,
}

/// What the public is shown of a coordinator.
pub struct PublicCoordinator {
    /// The registration.
    pub id: Id<Coordinator>,
    /// How to reach them.
    pub contact: PublicContact,
    /// The region for which they answer.
    pub region: Entity<Region>,
}

impl Recorded for PublicCoordinator {
    const ABOUT: About<Self> = About::Nobody;
}

impl List for PublicCoordinator {
    const OPERATION: Operation = Operation::FindCoordinators;
    type Filter = LookUp;

    fn standing(door: &mut Door<'_>, _: &LookUp) -> Result<Option<Standing>, Failure> {
        Ok(Some(door.standing([])))
    }

    fn page(door: &mut Door<'_>, wanted: &LookUp, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let regions = load_regions(door.conn)?;
        let answering = wanted.answering(&regions, &coordinated(door.conn)?);
        let rows = coordinators::table
            .filter(coordinators::region_id.eq_any(answering))
            .filter(coordinators::ended_on.is_null())
            .filter(coordinators::id.gt(Key(page.after_id())))
            .order(coordinators::id)
            .limit(page.fetch())
            .select((coordinators::id, coordinators::version, coordinators::body))
            .load::<Row<Coordinator>>(door.conn)?;
        let items = rows.into_iter().filter_map(|row| shown(row.0, &regions)).collect();
        Ok(Page::cut(items, page, |item: &Self| Position { sort: String::new(), id: item.id.uuid() }))
    }
}

type Regions = BTreeMap<Id<Region>, Entity<Region>>;

fn load_regions(conn: &mut Conn) -> Result<Regions, Failure> {
    let rows =
        regions::table.select((regions::id, regions::version, regions::body)).load::<Row<Region>>(conn)?;
    Ok(rows.into_iter().map(|row| (row.0.id, row.0)).collect())
}

/// The regions that have a coordinator at present.
fn coordinated(conn: &mut Conn) -> Result<BTreeSet<Id<Region>>, Failure> {
    let keys = coordinators::table
        .filter(coordinators::ended_on.is_null())
        .select(coordinators::region_id)
        .distinct()
        .load::<Key>(conn)?;
    Ok(keys.into_iter().map(Key::id).collect())
}

fn shown(coordinator: Entity<Coordinator>, regions: &Regions) -> Option<PublicCoordinator> {
    let region = regions.get(&coordinator.region_id)?.clone();
    Some(PublicCoordinator { id: coordinator.id, contact: coordinator.body.contact, region })
}

impl LookUp {
    /// The regions whose coordinators answer: those looked for, and for one without a coordinator the
    /// nearest that it lies in.
    fn answering(&self, regions: &Regions, coordinated: &BTreeSet<Id<Region>>) -> Vec<Key> {
        let places = self.place.as_deref().map(fold);
        let found: BTreeSet<Id<Region>> = regions
            .values()
            .filter(|region| self.region.as_ref().is_none_or(|code| *code == region.code))
            .filter(|region| places.as_ref().is_none_or(|words| lies_at(region, words)))
            .filter_map(|region| nearest(region, regions, coordinated))
            .collect();
        found.into_iter().map(key).collect()
    }
}

/// Whether the region, or a place in it, has all these words in its name.
fn lies_at(region: &Region, words: &[String]) -> bool {
    let names = [&region.code, &region.name_mi, &region.name_en];
    !words.is_empty()
        && names.into_iter().chain(&region.places).any(|name| {
            let name = fold(name);
            words.iter().all(|word| name.contains(word))
        })
}

/// The region itself where it has a coordinator, else the nearest that it lies in.
fn nearest(
    region: &Entity<Region>,
    regions: &Regions,
    coordinated: &BTreeSet<Id<Region>>,
) -> Option<Id<Region>> {
    let mut next = Some(region);
    // No region lies in itself, so that there are no more steps than regions.
    for _ in 0..regions.len() {
        let here = next?;
        if coordinated.contains(&here.id) {
            return Some(here.id);
        }
        next = here.parent.and_then(|parent| regions.get(&parent));
    }
    None
}
