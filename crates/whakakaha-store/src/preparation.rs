//! Preparation: the family's profile, needs and restrictions. What is hidden from an agency is left out
//! by the queries for that agency's workers and systems.

mod checklist;
mod entry;
mod need;
mod restriction;
mod wording;

pub use entry::{EntryFilter, KeyIssueKey};
pub use need::NeedFilter;
pub use restriction::{RestrictedKey, RestrictionFilter};
pub use wording::WordingsOf;

use diesel::{
    dsl::{exists, not},
    prelude::*,
    select,
};
use uuid::Uuid;
use whakakaha_domain::{
    agency::Agency,
    case::Case,
    ids::Id,
    restriction::{RestrictedKind, Restriction},
};

use crate::{
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    schema::restrictions,
    unit::Door,
};

/// The agency whose restrictions apply to what the caller sees of a case that it may know of.
pub(crate) fn excluded(door: &mut Door<'_>, case: Id<Case>) -> Result<Option<Id<Agency>>, Failure> {
    let standing = case::standing(door, case)?;
    Ok(standing.and_then(|standing| case::restricted_agency(door.viewer, &standing)))
}

/// The things of a case that are hidden from an agency.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn hidden_from(agency: Key, case: Key) -> _ {
    restrictions::table
        .filter(restrictions::case_id.eq(case))
        .filter(restrictions::agency_id.eq(agency))
        .filter(not(restrictions::lifted))
        .select(restrictions::item_id)
}

/// Whether a thing is hidden from an agency.
pub(crate) fn is_hidden(
    conn: &mut Conn,
    case: Id<Case>,
    item: Uuid,
    agency: Option<Id<Agency>>,
) -> Result<bool, Failure> {
    let Some(agency) = agency else { return Ok(false) };
    let hidden = hidden_from(key(agency), key(case)).filter(restrictions::item_id.eq(Key(item)));
    Ok(select(exists(hidden)).get_result(conn)?)
}

/// Whether an action is hidden from an agency, which then cannot coordinate the whole plan.
pub(crate) fn hides_action(
    conn: &mut Conn,
    case: Id<Case>,
    agency: Option<Id<Agency>>,
) -> Result<bool, Failure> {
    let Some(agency) = agency else { return Ok(false) };
    let rows = restrictions::table
        .filter(restrictions::case_id.eq(key(case)))
        .filter(restrictions::agency_id.eq(key(agency)))
        .filter(not(restrictions::lifted))
        .select((restrictions::id, restrictions::version, restrictions::body))
        .load::<Row<Restriction>>(conn)?;
    Ok(rows.iter().any(|Row(restriction)| restriction.kind == RestrictedKind::Action))
}
