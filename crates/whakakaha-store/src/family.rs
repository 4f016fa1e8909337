//! Families: who may know of a family and its members.
//!
//! The coordinators of the region that looks after it; whoever may know of its open case; its members.

mod growing;
mod guard;
mod list;
mod member;

use diesel::{
    dsl::{exists, not, select},
    prelude::*,
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    case::{Case, CaseFile},
    consent::InformationCategory,
    entity::Entity,
    family::{Family, FamilyMove},
    ids::Id,
    membership::{Member, Membership},
    operation::Operation,
    person::Person,
    policy::Relation,
    region::Region,
    restriction::Reader,
};

pub use growing::notice_who_comes_of_age;
pub(crate) use guard::{children_of, is_guarded_by};
pub use list::{FamilyItem, FamilyList};
pub use member::NewMember;

use crate::{
    access::{About, Recorded},
    case::{self, reader},
    dialect::{Conn, Key, key},
    directory::coordinator::coordinates,
    error::Failure,
    hidden::is_kept_back,
    person::is_kind_kept,
    record::Row,
    schema::{cases, families, memberships, people},
    unit::{Door, Find, Found, Read},
};

/// A family with everybody who is or was a member.
pub struct FamilyFile {
    /// The family.
    pub family: Entity<Family>,
    /// The members, in the order in which they were added.
    pub members: Vec<Member>,
}

/// How the caller stands to these families by the open cases that it may know of.
pub(crate) fn relations_by_cases(door: &mut Door<'_>, families: Vec<Key>) -> Result<Vec<Relation>, Failure> {
    if families.is_empty() {
        return Ok(Vec::new());
    }
    let open = cases::table
        .filter(cases::family_id.eq_any(families))
        .filter(cases::is_open)
        .filter(case::visible(door.viewer))
        .select(cases::id)
        .load::<Key>(door.conn)?;
    let mut relations = Vec::new();
    for case in open {
        let standing = case::standing(door, case.id())?.unwrap_or_default();
        relations.extend(Relation::ON_CASES.into_iter().filter(|relation| standing.has(*relation)));
    }
    Ok(relations)
}

/// A family, and how the caller stands to it; `None` where the caller may not know of it.
pub(crate) fn known(door: &mut Door<'_>, id: Id<Family>) -> Result<Option<Found<Entity<Family>>>, Failure> {
    let row = families::table
        .find(key(id))
        .select((families::id, families::version, families::body))
        .first::<Row<Family>>(door.conn)
        .optional()?;
    let Some(Row(family)) = row else { return Ok(None) };
    let mut relations = relations_by_cases(door, vec![key(id)])?;
    if coordinates(door, family.region_id)? {
        relations.push(Relation::RegionCoordinator);
    }
    if belongs(door, id)? {
        relations.push(Relation::FamilyMember);
    }
    if relations.is_empty() {
        return Ok(None);
    }
    Ok(Some(Found { version: family.version, thing: family, standing: door.standing(relations) }))
}

/// Whether the caller is a member of the family at present who speaks for themselves.
fn belongs(door: &mut Door<'_>, family: Id<Family>) -> Result<bool, Failure> {
    match door.viewer.actor.principal {
        Principal::Family(person) => {
            Ok(select(exists(current(family, person).filter(memberships::speaks))).get_result(door.conn)?)
        }
        Principal::Worker { .. }
        | Principal::System(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => Ok(false),
    }
}

/// The membership of somebody in a family that has not ended, whether they speak for themselves or not.
#[diesel::dsl::auto_type(no_type_alias)]
fn current(family: Id<Family>, person: Id<Person>) -> _ {
    let family: Key = key(family);
    let person: Key = key(person);
    memberships::table
        .filter(memberships::family_id.eq(family))
        .filter(memberships::person_id.eq(person))
        .filter(memberships::ended_on.is_null())
}

/// Everybody who is or was a member of a family, in the order in which they were added: for the rules.
pub(crate) fn members(conn: &mut Conn, family: Id<Family>) -> Result<Vec<Member>, Failure> {
    // Nobody is kept from whoever coordinates.
    members_known_to(conn, family, Reader::Coordinator(Id::new(Uuid::nil())))
}

/// The same, without those who are kept from a reader, or of whom the reader may know nothing but the name.
pub(crate) fn members_known_to(
    conn: &mut Conn,
    family: Id<Family>,
    reader: Reader,
) -> Result<Vec<Member>, Failure> {
    let rows = memberships::table
        .inner_join(people::table.on(people::id.eq(memberships::person_id)))
        .filter(memberships::family_id.eq(key(family)))
        .filter(not(is_kept_back!(reader, people::id)))
        .filter(not(is_kind_kept!(reader, InformationCategory::Identity)))
        .order(memberships::id)
        .select((
            (memberships::id, memberships::version, memberships::body),
            (people::id, people::version, people::body),
        ))
        .load::<(Row<Membership>, Row<Person>)>(conn)?;
    Ok(rows
        .into_iter()
        .map(|(membership, person)| Member { membership: membership.0, person: person.0 })
        .collect())
}

/// The case that is open for a family, whoever asks: a change of members counts its consent again.
pub(crate) fn open_case(conn: &mut Conn, family: Id<Family>) -> Result<Option<CaseFile>, Failure> {
    let row = cases::table
        .filter(cases::family_id.eq(key(family)))
        .filter(cases::is_open)
        .select((cases::id, cases::version, cases::body))
        .first::<Row<Case>>(conn)
        .optional()?;
    row.map(|row| case::load_file(conn, row.0)).transpose()
}

impl Find for FamilyFile {
    type Key = Id<Family>;

    fn find(door: &mut Door<'_>, id: &Id<Family>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = known(door, *id)? else { return Ok(None) };
        let members = members_known_to(door.conn, *id, reader(door.viewer, &found.standing))?;
        let thing = Self { family: found.thing, members };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

impl Recorded for FamilyFile {
    const ABOUT: About<Self> = About::Family(|it| it.family.id);
}

impl Read for FamilyFile {
    const OPERATION: Operation = Operation::ReadFamily;
}

/// A family, and the region that is to look after it.
pub struct FamilyToRegion {
    /// The family.
    pub family: Id<Family>,
    /// The region wanted.
    pub region: Id<Region>,
}

impl Find for FamilyMove {
    type Key = FamilyToRegion;

    fn find(door: &mut Door<'_>, wanted: &FamilyToRegion) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = known(door, wanted.family)? else { return Ok(None) };
        let thing = Self { family: found.thing, coordinated: coordinates(door, wanted.region)? };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}
