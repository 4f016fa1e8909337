//! What the rules about alerts look at.

use diesel::{dsl::exists, prelude::*, select};
use whakakaha_domain::{
    case::{Case, CaseFile},
    entity::Entity,
    family::Family,
    ids::Id,
    safety::{AlertDraft, AlertFile, Extension, KnownTies, SafetyAlert, StandingAlerts, Supervised, Tie},
    worker::Worker,
};

use super::{is_registered, safeguards_of};
use crate::{
    assignment::worker_by_id,
    dialect::{Conn, key},
    error::Failure,
    record::Row,
    schema::{agencies, cases, safety_alerts, workers},
    unit::{Door, Find, Found},
};

/// A case, and the ties named for it.
pub struct DraftKey {
    /// The case.
    pub case: Id<Case>,
    /// The ties.
    pub ties: Vec<Tie>,
}

impl Find for AlertDraft {
    type Key = DraftKey;

    fn find(door: &mut Door<'_>, wanted: &DraftKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, &wanted.case)? else { return Ok(None) };
        let rows = safety_alerts::table
            .filter(safety_alerts::case_id.eq(key(wanted.case)))
            .filter(safety_alerts::is_open.eq(true))
            .select((safety_alerts::id, safety_alerts::version, safety_alerts::body))
            .load::<Row<SafetyAlert>>(door.conn)?;
        let others = Row::entities(rows);
        let known = known(door.conn, &wanted.ties)?;
        Ok(Some(found.map(|case| Self { case, others, known })))
    }
}

/// Which of the ties there are.
fn known(conn: &mut Conn, ties: &[Tie]) -> Result<KnownTies, Failure> {
    let is_known = |tie: &Tie| match *tie {
        Tie::Agency { agency_id } => {
            select(exists(agencies::table.find(key(agency_id)))).get_result::<bool>(conn)
        }
        Tie::Worker { worker_id } => {
            select(exists(workers::table.find(key(worker_id)))).get_result::<bool>(conn)
        }
    };
    Ok(ties.iter().map(is_known).collect::<Result<_, _>>()?)
}

/// An alert, and the ties to add to it.
pub struct ExtensionKey {
    /// The alert.
    pub alert: Id<SafetyAlert>,
    /// The ties.
    pub ties: Vec<Tie>,
}

impl Find for Extension {
    type Key = ExtensionKey;

    fn find(door: &mut Door<'_>, wanted: &ExtensionKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = AlertFile::find(door, &wanted.alert)? else { return Ok(None) };
        let known = known(door.conn, &wanted.ties)?;
        Ok(Some(found.map(|file| Self { file, known })))
    }
}

/// An alert, and who is to confirm that it is lowered.
pub struct SupervisionKey {
    /// The alert.
    pub alert: Id<SafetyAlert>,
    /// The worker.
    pub supervisor: Id<Worker>,
}

impl Find for Supervised {
    type Key = SupervisionKey;

    fn find(door: &mut Door<'_>, wanted: &SupervisionKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = AlertFile::find(door, &wanted.alert)? else { return Ok(None) };
        let supervisor = worker_by_id(door.conn, wanted.supervisor)?;
        let registered = is_registered(door.conn, wanted.supervisor, found.thing.case.case.id)?;
        Ok(Some(found.map(|file| Self { file, supervisor, registered })))
    }
}

/// The alerts of a family's cases that hold: whoever joins it is guarded like the others.
pub(crate) fn alerts_of_family(
    conn: &mut Conn,
    family: Id<Family>,
) -> Result<Vec<Entity<SafetyAlert>>, Failure> {
    let rows = safety_alerts::table
        .inner_join(cases::table.on(cases::id.eq(safety_alerts::case_id)))
        .filter(cases::family_id.eq(key(family)))
        .filter(safety_alerts::is_open.eq(true))
        .order(safety_alerts::id)
        .select((safety_alerts::id, safety_alerts::version, safety_alerts::body))
        .load::<Row<SafetyAlert>>(conn)?;
    Ok(Row::entities(rows))
}

/// The same, with what they keep from whom.
pub(crate) fn standing_alerts(conn: &mut Conn, family: Id<Family>) -> Result<StandingAlerts, Failure> {
    let alerts = alerts_of_family(conn, family)?;
    let safeguards = safeguards_of(conn, alerts.iter().map(|it| it.id))?;
    Ok(StandingAlerts { alerts, safeguards })
}
