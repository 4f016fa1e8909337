//! Of whom and what somebody is told who looked: of themselves; and while they speak for themselves in a family, of
//! it, of its cases and their requests, and of its children who do not speak for themselves and are not kept from them.

use diesel::prelude::*;
use whakakaha_domain::{
    access::Whose, case::Case, ids::Id, membership::Membership, person::Person, restriction::Reader,
};

use crate::{
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::keeping_from,
    record::Row,
    schema::{cases, families, memberships, restrictions},
    unit::Door,
};

/// Four statements, and one for each of what they find.
pub(super) fn subjects(door: &mut Door<'_>, reader: Id<Person>) -> Result<Vec<(Key, Whose)>, Failure> {
    let mut found = vec![(key(reader), Whose::Ones)];
    let own_cases = cases::table
        .filter(case::own(door.viewer))
        .select((cases::id, cases::version, cases::body))
        .load::<Row<Case>>(door.conn)?;
    let about = own_cases.iter().flat_map(|Row(case)| [key(case.id), key(case.intake_id)]);
    found.extend(about.map(|id| (id, Whose::Familys)));
    let own_families = families::table
        .filter(case::own_families(door.viewer))
        .select(families::id)
        .load::<Key>(door.conn)?;
    let children = memberships::table
        .filter(memberships::family_id.eq_any(&own_families))
        .filter(memberships::speaks.eq(false))
        .filter(memberships::ended_on.is_null())
        .select((memberships::id, memberships::version, memberships::body))
        .load::<Row<Membership>>(door.conn)?;
    found.extend(own_families.into_iter().map(|id| (id, Whose::Familys)));
    let kept_back = keeping_from(Reader::FamilyMember(reader))
        .filter(restrictions::case_id.eq_any(own_cases.iter().map(|Row(case)| key(case.id))))
        .select(restrictions::topic_id)
        .load::<Key>(door.conn)?;
    let known = |it: &Membership| it.person_id != reader && !kept_back.contains(&key(it.person_id));
    let children = children.iter().filter(|Row(it)| it.role.is_child() && known(it));
    found.extend(children.map(|Row(it)| (key(it.person_id), Whose::Childs)));
    Ok(found)
}
