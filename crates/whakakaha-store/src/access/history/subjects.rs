//! Of whom and what somebody is told who looked: of themselves; and while they speak for themselves in a family, of
//! it, of its cases and their requests, and of its children for whom they act and who are not kept from them.

use diesel::prelude::*;
use whakakaha_domain::{access::Whose, case::Case, ids::Id, person::Person, restriction::Reader};

use crate::{
    case,
    dialect::{Key, key},
    disclosure::{families_of, items_inside},
    error::Failure,
    family::children_of,
    hidden::keeping_from,
    meeting::invitations_of_supporter,
    record::Row,
    schema::{cases, families, restrictions},
    unit::Door,
};

/// Three statements, one for each family, and one for each of what they find.
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
    let mut children = Vec::new();
    for family in &own_families {
        children.extend(children_of(door.conn, reader, *family)?);
    }
    found.extend(own_families.into_iter().map(|id| (id, Whose::Familys)));
    let kept_back = keeping_from(Reader::FamilyMember(reader))
        .filter(restrictions::case_id.eq_any(own_cases.iter().map(|Row(case)| key(case.id))))
        .select(restrictions::topic_id)
        .load::<Key>(door.conn)?;
    let known = |child: &Key| *child != key(reader) && !kept_back.contains(child);
    found.extend(children.into_iter().filter(known).map(|child| (child, Whose::Childs)));
    Ok(found)
}

/// The cases of which somebody who supports the family knows single things alone, and those things: the items of
/// information about them, and the invitations that went out to them.
pub(super) fn supported(
    door: &mut Door<'_>,
    reader: Id<Person>,
    own: &[Key],
) -> Result<(Vec<Key>, Vec<Key>), Failure> {
    let supported = cases::table
        .filter(cases::family_id.eq_any(families_of(reader)))
        .filter(cases::id.ne_all(own))
        .select(cases::id)
        .load::<Key>(door.conn)?;
    if supported.is_empty() {
        return Ok((supported, Vec::new()));
    }
    let mut things = items_inside(door, &supported)?;
    things.extend(invitations_of_supporter(door, reader, &supported)?);
    Ok((supported, things))
}
