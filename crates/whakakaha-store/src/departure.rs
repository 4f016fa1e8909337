//! Departures: from which change on a case is closed to an agency that could read it until then. Kept with
//! the change itself, so that the agency's system can be told, and of nothing that comes after.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use whakakaha_domain::{
    assignment::Role,
    case::Case,
    code::CodeList,
    command::{Change, Moment},
    ids::Id,
    record::Record,
};

use crate::{
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    schema::{assignments, departures},
    viewer::Viewer,
};

/// Notices which agencies a change closes a case to.
pub(crate) struct Doorkeeper(Option<Watched>);

/// A case, and the agencies to which it was open before.
struct Watched {
    case: Id<Case>,
    open_to: BTreeSet<Key>,
}

impl Doorkeeper {
    /// Looks before anything is written. Only roles and consents open and close a case.
    pub(crate) fn before(conn: &mut Conn, at: &Moment, change: &Change) -> Result<Self, Failure> {
        let decides = |record: &Record| matches!(record, Record::Assignment(_) | Record::ConsentStandings(_));
        let case = change.subject().case_id.filter(|_| change.records().iter().any(decides));
        let Some(case) = case else { return Ok(Self(None)) };
        // A consent that has run out by the clock closed the case already; its agencies are told now.
        let open_to = open_to(conn, at, case, DateTime::UNIX_EPOCH)?;
        Ok(Self(Some(Watched { case, open_to })))
    }

    /// Looks again when all is written, and keeps who is outside now.
    pub(crate) fn after(self, conn: &mut Conn, at: &Moment) -> Result<(), Failure> {
        let Some(Watched { case, open_to: before }) = self.0.filter(|it| !it.open_to.is_empty()) else {
            return Ok(());
        };
        let after = open_to(conn, at, case, at.now)?;
        for agency in before.difference(&after) {
            diesel::insert_into(departures::table)
                .values((
                    departures::change_id.eq(Key(at.change_id)),
                    departures::agency_id.eq(agency),
                    departures::case_id.eq(key(case)),
                ))
                .execute(conn)?;
        }
        Ok(())
    }
}

/// The agencies that take part and that the family's consent names, as of an instant.
fn open_to(
    conn: &mut Conn,
    at: &Moment,
    case: Id<Case>,
    now: DateTime<Utc>,
) -> Result<BTreeSet<Key>, Failure> {
    let viewer = Viewer { actor: at.actor.clone(), now };
    let agencies = assignments::table
        .filter(assignments::case_id.eq(key(case)))
        .filter(assignments::role.eq(Role::Participant.code()))
        .filter(assignments::ended_on.is_null())
        .filter(case::covered(&viewer))
        .select(assignments::agency_id)
        .load::<Key>(conn)?;
    Ok(agencies.into_iter().collect())
}
