//! When what everybody on a case sees of it changed last, which is not when its row did: the row also has what only
//! some may know.

use diesel::prelude::*;
use whakakaha_domain::{
    case::Case,
    entity::{Entity, Version},
    policy::{Relation, Standing},
};

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    schema::{case_outlines, cases},
};

/// Keeps the outline true after a case was written. Where it is the same as before, it keeps its change.
pub(crate) fn keep(conn: &mut Conn, change: Key, case: &Entity<Case>) -> Result<(), Failure> {
    let content = serde_json::to_string(&case.outline()).map_err(|error| Failure::Bug(error.into()))?;
    let columns = (case_outlines::change_id.eq(change), case_outlines::content.eq(&content));
    if case.version == 0 {
        let values = (case_outlines::case_id.eq(key(case.id)), case_outlines::version.eq(1), columns);
        diesel::insert_into(case_outlines::table).values(values).execute(conn)?;
        return Ok(());
    }
    let differs = case_outlines::content.ne(&content);
    diesel::update(case_outlines::table.find(key(case.id)).filter(differs))
        .set((case_outlines::version.eq(case_outlines::version + 1), columns))
        .execute(conn)?;
    Ok(())
}

/// The version of a case as somebody may know it: of all of it for those who go through it with the family, else of
/// what everybody sees.
pub(crate) fn known_version(
    conn: &mut Conn,
    case: &Entity<Case>,
    standing: &Standing,
) -> Result<Version, Failure> {
    if standing.has_any(&Relation::INNER) {
        return Ok(case.version);
    }
    Ok(case_outlines::table.find(key(case.id)).select(case_outlines::version).first(conn)?)
}

/// The version of what everybody sees of a case that is read.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn outline_version() -> _ {
    case_outlines::table
        .filter(case_outlines::case_id.eq(cases::id))
        .select(case_outlines::version)
        .single_value()
}

/// The change with which the outline of a case that is read became what it is.
#[diesel::dsl::auto_type(no_type_alias)]
pub(super) fn outline_changed() -> _ {
    case_outlines::table
        .filter(case_outlines::case_id.eq(cases::id))
        .select(case_outlines::change_id)
        .single_value()
}
