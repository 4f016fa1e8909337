//! Who keeps what they promised, counted over what the caller may see.

use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    action::{Account, Action, accounts},
    case::Case,
    ids::Id,
    operation::Operation,
    policy::Relation,
};

use super::kept_from;
use crate::{
    access::{About, Recorded},
    case::{self, visible_case},
    dialect::{Key, key},
    error::Failure,
    record::Row,
    schema::actions,
    unit::{Door, Find, Found, Read},
};

/// The accounts of a case.
pub struct Accounts {
    /// The case.
    pub case: Id<Case>,
    /// An account per owner; for an agency that only takes part, its own.
    pub accounts: Vec<Account>,
}

impl Find for Accounts {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, id: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(case) = visible_case(door, *id)? else { return Ok(None) };
        let Some(standing) = case::standing(door, case.id)? else { return Ok(None) };
        let mut query = actions::table
            .filter(actions::case_id.eq(key(case.id)))
            .filter(not(kept_from(case::reader(door.viewer, &standing))))
            .select((actions::id, actions::version, actions::body))
            .into_boxed();
        if !standing.has_any(&Relation::INNER) && !standing.has(Relation::GlassPlan) {
            let own = door.viewer.actor.principal.agency().map_or(Uuid::nil(), Id::uuid);
            query = query.filter(actions::owner_agency_id.eq(Key(own)));
        }
        let rows = Row::<Action>::entities(query.load(door.conn)?);
        let today = case.today(door.viewer.now);
        let thing = Self { case: case.id, accounts: accounts(rows.iter().map(|row| &row.body), today) };
        let version = case::known_version(door.conn, &case, &standing)?;
        Ok(Some(Found { thing, standing, version }))
    }
}

impl Recorded for Accounts {
    const ABOUT: About<Self> = About::Case(|it| it.case);
}

impl Read for Accounts {
    const OPERATION: Operation = Operation::ReadAction;
}
