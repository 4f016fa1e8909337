//! Intakes: written by anybody, read by the coordinators of their region and by nobody else.

mod list;
mod receipt;

use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use whakakaha_domain::{
    agency::Agency,
    case::Case,
    entity::Entity,
    family::Family,
    ids::Id,
    intake::{Intake, IntakeAcceptance, IntakeFamily, IntakeRoute, IntakeState},
    membership::Member,
    operation::Operation,
    policy::Relation,
    region::Region,
    safety::StandingAlerts,
};

pub use list::IntakeFilter;
pub use receipt::IntakeReceipt;

use crate::{
    access::{About, Recorded},
    dialect::{Conn, Key, key},
    directory::coordinator::acting,
    error::Failure,
    family::members,
    record::Row,
    safety::standing_alerts,
    schema::{agencies, cases, coordinators, families, intakes, regions},
    unit::{Door, Find, Found, Read},
};

/// The region that a request names.
#[derive(Clone)]
pub enum RegionName {
    /// By id.
    Id(Id<Region>),
    /// By code.
    Code(String),
}

/// What a request names: where it goes, and which agencies.
#[derive(Clone)]
pub struct IntakeAddress {
    /// The region.
    pub region: RegionName,
    /// The agencies.
    pub agencies: Vec<Id<Agency>>,
}

impl Find for IntakeRoute {
    type Key = IntakeAddress;

    fn find(door: &mut Door<'_>, address: &IntakeAddress) -> Result<Option<Found<Self>>, Failure> {
        let columns = (regions::id, regions::version, regions::body);
        let region = match &address.region {
            RegionName::Id(id) => {
                regions::table.find(key(*id)).select(columns).first(door.conn).optional()?
            }
            RegionName::Code(code) => {
                regions::table.filter(regions::code.eq(code)).select(columns).first(door.conn).optional()?
            }
        };
        let agencies = known_agencies(door.conn, &address.agencies)?;
        let thing = Self { region: region.map(|row: Row<Region>| row.0), agencies };
        Ok(Some(Found { thing, standing: door.standing([Relation::Anyone]), version: 0 }))
    }
}

/// Those of the agencies that exist, each once.
pub(crate) fn known_agencies(conn: &mut Conn, named: &[Id<Agency>]) -> Result<Vec<Id<Agency>>, Failure> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<Key> = named.iter().map(|agency| key(*agency)).collect();
    let known = agencies::table.filter(agencies::id.eq_any(keys)).select(agencies::id).load::<Key>(conn)?;
    Ok(known.into_iter().map(Key::id).collect())
}

impl Find for Entity<Intake> {
    type Key = Id<Intake>;

    fn find(door: &mut Door<'_>, id: &Id<Intake>) -> Result<Option<Found<Self>>, Failure> {
        let Some(worker) = door.viewer.actor.principal.worker() else { return Ok(None) };
        let row = intakes::table
            .find(key(*id))
            .filter(exists(
                coordinators::table
                    .filter(coordinators::region_id.eq(intakes::region_id))
                    .filter(coordinators::worker_id.eq(key(worker)))
                    .filter(coordinators::ended_on.is_null()),
            ))
            .select((intakes::id, intakes::version, intakes::body))
            .first::<Row<Intake>>(door.conn)
            .optional()?;
        let standing = door.standing([Relation::RegionCoordinator]);
        Ok(row.map(|Row(thing)| Found { version: thing.version, thing, standing }))
    }
}

impl Recorded for Entity<Intake> {
    const ABOUT: About<Self> = About::Intake(|it| it.id);
}

impl Read for Entity<Intake> {
    const OPERATION: Operation = Operation::ReadIntake;
}

impl Find for IntakeFamily {
    type Key = (Id<Intake>, Id<Family>, Option<Id<Agency>>);

    fn find(
        door: &mut Door<'_>,
        (intake, family, agency): &Self::Key,
    ) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Intake>>::find(door, intake)? else { return Ok(None) };
        let Some(by) = acting(door.viewer) else { return Ok(None) };
        let family = families::table
            .find(key(*family))
            .filter(families::region_id.eq(key(found.thing.region_id)))
            .select(families::id)
            .first::<Key>(door.conn)
            .optional()?;
        let named: Vec<_> = agency.iter().copied().collect();
        let agency_known = !known_agencies(door.conn, &named)?.is_empty();
        Ok(Some(found.map(|intake| Self { intake, family: family.map(Key::id), by, agency_known })))
    }
}

/// An intake with its region, for the region's clock.
impl Find for (Entity<Intake>, Entity<Region>) {
    type Key = Id<Intake>;

    fn find(door: &mut Door<'_>, id: &Id<Intake>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Intake>>::find(door, id)? else { return Ok(None) };
        let region = region_of(door.conn, &found.thing)?;
        Ok(Some(found.map(|intake| (intake, region))))
    }
}

fn region_of(conn: &mut Conn, intake: &Intake) -> Result<Entity<Region>, Failure> {
    let row = regions::table
        .find(key(intake.region_id))
        .select((regions::id, regions::version, regions::body))
        .first::<Row<Region>>(conn)?;
    Ok(row.0)
}

impl Find for IntakeAcceptance {
    type Key = (Id<Intake>, Vec<Id<Agency>>);

    fn find(door: &mut Door<'_>, (id, named): &Self::Key) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <(Entity<Intake>, Entity<Region>)>::find(door, id)? else { return Ok(None) };
        let Some(by) = acting(door.viewer) else { return Ok(None) };
        let family = match &found.thing.0.state {
            IntakeState::Triage(triage) | IntakeState::Accepted { triage, .. } => Some(triage.family_id),
            IntakeState::Received | IntakeState::Closed(_) => None,
        };
        let FamilyHistory { members, has_open_case, previous, safety } = match family {
            Some(family) => history(door.conn, family)?,
            None => FamilyHistory::default(),
        };
        let agencies = known_agencies(door.conn, named)?;
        Ok(Some(found.map(|(intake, region)| Self {
            intake,
            region,
            members,
            has_open_case,
            previous,
            by,
            agencies,
            safety,
        })))
    }
}

/// A family's people and its cases so far.
#[derive(Default)]
struct FamilyHistory {
    members: Vec<Member>,
    has_open_case: bool,
    /// The latest closed case, and which episode that was.
    previous: Option<(Id<Case>, u32)>,
    safety: StandingAlerts,
}

fn history(conn: &mut Conn, family: Id<Family>) -> Result<FamilyHistory, Failure> {
    let of_family = cases::table.filter(cases::family_id.eq(key(family)));
    let has_open_case = select(exists(of_family.filter(cases::is_open.eq(true)))).get_result(conn)?;
    let previous = of_family
        .filter(cases::is_open.eq(false))
        .order(cases::id.desc())
        .select((cases::id, cases::version, cases::body))
        .first::<Row<Case>>(conn)
        .optional()?;
    let members = members(conn, family)?;
    let previous = previous.map(|Row(case)| (case.id, case.episode));
    let safety = standing_alerts(conn, family)?;
    Ok(FamilyHistory { members, has_open_case, previous, safety })
}
