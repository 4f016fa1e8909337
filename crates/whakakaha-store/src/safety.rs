//! Safety alerts: for those who work closest with the family, whoever runs a meeting, the person whom one protects,
//! and whoever is to confirm that one is lowered. For everybody else there are none.

mod apart;
mod ending;
mod files;
mod places;

use diesel::{
    dsl::{exists, not},
    expression::BoxableExpression,
    prelude::*,
    select,
    sql_types::Bool,
};
use whakakaha_domain::{
    actor::Principal,
    case::Case,
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
    region::Region,
    restriction::Reader,
    safety::{AlertFile, Safeguard, SafetyAlert},
    worker::Worker,
};

pub(crate) use apart::{apart, is_kept_away, keeps_away, kept_away, unknown_meetings};
pub use ending::end_alerts;
pub use files::{DraftKey, ExtensionKey, SupervisionKey};
pub(crate) use files::{alerts_of_family, standing_alerts};
pub(crate) use places::{are_places_kept, are_places_of_kept, is_tied, is_tied_guest};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Conn, Db, Key, key},
    directory::coordinator::current,
    error::Failure,
    hidden::is_kept_back,
    page::{Page, PageRequest},
    record::Row,
    schema::{cases, restrictions, safety_alerts},
    unit::{Door, Find, Found, List, Read},
    viewer::Viewer,
};

type AlertCondition = Box<dyn BoxableExpression<safety_alerts::table, Db, SqlType = Bool>>;

/// Which alerts of a case that the caller may know of are for the caller: to a member of the family those that
/// protect them.
fn told(viewer: &Viewer) -> AlertCondition {
    match viewer.actor.principal {
        Principal::Worker { .. } => Box::new(safety_alerts::id.is_not_null()),
        Principal::Family(person) => Box::new(safety_alerts::protected_id.eq(key(person)).assume_not_null()),
        Principal::System(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => Box::new(safety_alerts::id.is_null().assume_not_null()),
    }
}

/// How the caller stands to the alerts of a case; `None` where it may not know of the case.
fn standing(door: &mut Door<'_>, case: Id<Case>) -> Result<Option<Standing>, Failure> {
    let Some(of_case) = case::standing(door, case)? else { return Ok(None) };
    let relations = Relation::ON_CASES.into_iter().filter(|relation| of_case.has(*relation));
    let member = matches!(door.viewer.actor.principal, Principal::Family(_));
    Ok(Some(door.standing(relations.chain(member.then_some(Relation::Protected)))))
}

/// Whether the caller was asked to confirm that an alert is lowered, and is still registered for the region.
fn supervises(door: &mut Door<'_>, alert: &SafetyAlert) -> Result<bool, Failure> {
    let caller = door.viewer.actor.principal.worker();
    match alert.supervisor().filter(|worker| Some(*worker) == caller) {
        Some(worker) => is_registered(door.conn, worker, alert.case_id),
        None => Ok(false),
    }
}

/// Whether a worker is registered as coordinator of a case's region at present.
fn is_registered(conn: &mut Conn, worker: Id<Worker>, case: Id<Case>) -> Result<bool, Failure> {
    let region = cases::table.find(key(case)).select(cases::region_id).first::<Key>(conn).optional()?;
    let Some(region) = region else { return Ok(false) };
    Ok(select(exists(current(worker, region.id::<Region>()))).get_result(conn)?)
}

/// Which alerts are told to whom reads in an emergency: those of people who are not kept from them by name. Safety
/// comes before what the family keeps from those who have a role.
fn known_in_emergency(reader: Reader) -> AlertCondition {
    if reader.in_emergency() {
        let kept = is_kept_back!(reader, safety_alerts::person_id);
        let protected_kept = is_kept_back!(reader, safety_alerts::protected_id);
        Box::new(not(kept.or(protected_kept)).assume_not_null())
    } else {
        Box::new(safety_alerts::id.is_not_null())
    }
}

impl Find for Entity<SafetyAlert> {
    type Key = Id<SafetyAlert>;

    fn find(door: &mut Door<'_>, id: &Id<SafetyAlert>) -> Result<Option<Found<Self>>, Failure> {
        let row = safety_alerts::table
            .filter(safety_alerts::id.eq(key(*id)))
            .filter(told(door.viewer))
            .select((safety_alerts::id, safety_alerts::version, safety_alerts::body))
            .first::<Row<SafetyAlert>>(door.conn)
            .optional()?;
        let Some(Row(alert)) = row else { return Ok(None) };
        let supervisor = supervises(door, &alert)?.then_some(Relation::AskedSupervisor);
        let of_case = standing(door, alert.case_id)?;
        if of_case.is_none() && supervisor.is_none() {
            return Ok(None);
        }
        let of_case = of_case.unwrap_or_default();
        let told = safety_alerts::table
            .filter(safety_alerts::id.eq(key(*id)))
            .filter(known_in_emergency(case::reader(door.viewer, &of_case)))
            .select(safety_alerts::id)
            .first::<Key>(door.conn)
            .optional()?;
        if told.is_none() {
            return Ok(None);
        }
        let known = Relation::ON_CASES.into_iter().chain([Relation::Protected]);
        let relations = known.filter(|relation| of_case.has(*relation)).chain(supervisor);
        let standing = door.standing(relations);
        Ok(Some(Found { version: alert.version, thing: alert, standing }))
    }
}

impl Recorded for Entity<SafetyAlert> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);
}

impl Read for Entity<SafetyAlert> {
    const OPERATION: Operation = Operation::ReadAlerts;
}

/// The alerts of a case.
#[derive(Clone, Copy)]
pub struct AlertsOf(pub Id<Case>);

impl List for Entity<SafetyAlert> {
    const OPERATION: Operation = Operation::ReadAlerts;
    type Filter = AlertsOf;

    fn standing(door: &mut Door<'_>, of: &AlertsOf) -> Result<Option<Standing>, Failure> {
        standing(door, of.0)
    }

    fn page(door: &mut Door<'_>, of: &AlertsOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = case::reader_of(door, of.0)?;
        let rows = safety_alerts::table
            .filter(safety_alerts::case_id.eq(key(of.0)))
            .filter(told(door.viewer))
            .filter(known_in_emergency(reader))
            .filter(safety_alerts::id.gt(Key(page.after_id())))
            .order(safety_alerts::id)
            .limit(page.fetch())
            .select((safety_alerts::id, safety_alerts::version, safety_alerts::body))
            .load::<Row<SafetyAlert>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

/// What alerts keep from whom now.
fn safeguards_of(
    conn: &mut Conn,
    alerts: impl IntoIterator<Item = Id<SafetyAlert>>,
) -> Result<Vec<Entity<Safeguard>>, Failure> {
    let alerts: Vec<Option<Key>> = alerts.into_iter().map(|it| Some(key(it))).collect();
    if alerts.is_empty() {
        return Ok(Vec::new());
    }
    let rows = restrictions::table
        .filter(restrictions::alert_id.eq_any(alerts))
        .filter(restrictions::lifted.eq(false))
        .order(restrictions::id)
        .select((restrictions::id, restrictions::version, restrictions::body))
        .load::<Row<Safeguard>>(conn)?;
    Ok(Row::entities(rows))
}

/// What the alerts of a case keep from whom now.
pub(crate) fn safeguards_in(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<Safeguard>>, Failure> {
    let rows = restrictions::table
        .filter(restrictions::case_id.eq(key(case)))
        .filter(restrictions::alert_id.is_not_null())
        .filter(restrictions::lifted.eq(false))
        .order(restrictions::id)
        .select((restrictions::id, restrictions::version, restrictions::body))
        .load::<Row<Safeguard>>(conn)?;
    Ok(Row::entities(rows))
}

impl Find for AlertFile {
    type Key = Id<SafetyAlert>;

    fn find(door: &mut Door<'_>, id: &Id<SafetyAlert>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<SafetyAlert>>::find(door, id)? else { return Ok(None) };
        let Some(case) = case::load(door.conn, found.thing.case_id)? else { return Ok(None) };
        let safeguards = safeguards_of(door.conn, [*id])?;
        Ok(Some(found.map(|alert| Self { case, alert, safeguards })))
    }
}
