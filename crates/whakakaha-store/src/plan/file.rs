//! Versions of plans with what their rules look at.

use diesel::{dsl::max, prelude::*};
use whakakaha_domain::{
    case::{Case, CaseFile},
    entity::Entity,
    ids::Id,
    meeting::Meeting,
    need::Need,
    operation::Operation,
    plan::{Employed, PlanFile, PlanRendering, PlanShelf, PlanStatus, PlanVersion},
    policy::Standing,
    profile::ProfileEntry,
    restriction::Reader,
    worker::Worker,
};

use super::{Shelf, known_version, own_rendering, sent_to, version, versions_in};
use crate::{
    action::actions_of,
    case::{case_file, load_file, reader},
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::confidences,
    record::Row,
    review::reviews_of,
    schema::{cases, meetings, needs, plan_renderings, plan_versions, profile_entries, workers},
    unit::{Door, Find, Found},
};

/// Where a version is to be made.
pub struct NewPlan(pub Id<Case>);

impl Find for PlanShelf {
    type Key = NewPlan;

    fn find(door: &mut Door<'_>, wanted: &NewPlan) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = case_file(door, wanted.0)? else { return Ok(None) };
        let case = wanted.0;
        let last = plan_versions::table
            .filter(plan_versions::case_id.eq(key(case)))
            .select(max(plan_versions::number))
            .first::<Option<i32>>(door.conn)?;
        let states = [PlanStatus::Draft, PlanStatus::Circulated, PlanStatus::Declined, PlanStatus::Current];
        let thing = Self {
            file: found.thing,
            last_number: last.and_then(|number| u32::try_from(number).ok()).unwrap_or_default(),
            versions: versions_in(door.conn, case, &states)?,
            meetings: meetings_of(door.conn, case)?,
            actions: actions_of(door.conn, case)?,
        };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

fn meetings_of(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<Meeting>>, Failure> {
    let rows = meetings::table
        .filter(meetings::case_id.eq(key(case)))
        .order((meetings::starts_at, meetings::id))
        .select((meetings::id, meetings::version, meetings::body))
        .load::<Row<Meeting>>(conn)?;
    Ok(Row::entities(rows))
}

/// A version, and the workers named in what it is to say.
pub struct PlanKey {
    /// The version.
    pub version: Id<PlanVersion>,
    /// Workers named in the request.
    pub workers: Vec<Id<Worker>>,
}

impl From<Id<PlanVersion>> for PlanKey {
    fn from(version: Id<PlanVersion>) -> Self {
        Self { version, workers: Vec::new() }
    }
}

/// What the next version is compared with, and takes the place of.
const LIVE: [PlanStatus; 3] = [PlanStatus::Circulated, PlanStatus::Declined, PlanStatus::Current];

impl Find for PlanFile {
    type Key = PlanKey;

    fn find(door: &mut Door<'_>, wanted: &PlanKey) -> Result<Option<Found<Self>>, Failure> {
        let Some((plan, standing)) = version(door, wanted.version)? else { return Ok(None) };
        if !is_known(door, &plan, &standing)? {
            return Ok(None);
        }
        let version = known_version(&standing, plan.version);
        let reader = reader(door.viewer, &standing);
        let file = file_of(door.conn, plan.case_id)?;
        let case = plan.case_id;
        let live = versions_in(door.conn, case, &LIVE)?;
        let today = file.case.today(door.viewer.now);
        let thing = Self {
            today,
            file,
            version: plan,
            instead: readable_now(door, &live, &standing)?,
            live,
            entries: entries_of(door.conn, case)?,
            needs: needs_of(door.conn, case)?,
            confidences: confidences(door.conn, case)?,
            actions: actions_of(door.conn, case)?,
            reviews: reviews_of(door.conn, case)?,
            workers: employers(door.conn, &wanted.workers)?,
            sent_in_person: sent_in_person(door.conn, wanted.version, reader)?,
            reader,
        };
        Ok(Some(Found { thing, standing, version }))
    }
}

/// The version that waits for answers, or else the one in force, if the caller may read it.
fn readable_now(
    door: &mut Door<'_>,
    live: &[Entity<PlanVersion>],
    standing: &Standing,
) -> Result<Option<Id<PlanVersion>>, Failure> {
    if !standing.permits(Operation::ReadPlan) {
        return Ok(None);
    }
    for status in [PlanStatus::Circulated, PlanStatus::Current] {
        let found = live.iter().find(|version| version.state.status() == status);
        if let Some(version) = found
            && is_known(door, version, standing)?
        {
            return Ok(Some(version.id));
        }
    }
    Ok(None)
}

/// Whether the version exists for the caller.
fn is_known(door: &mut Door<'_>, plan: &Entity<PlanVersion>, standing: &Standing) -> Result<bool, Failure> {
    let shelf = Shelf::of(door, standing);
    if shelf.knows(plan.state.status(), false) {
        return Ok(true);
    }
    let sent = plan_renderings::table
        .filter(plan_renderings::plan_version_id.eq(key(plan.id)))
        .filter(sent_to(shelf.reader))
        .select(plan_renderings::id)
        .first::<Key>(door.conn)
        .optional()?;
    Ok(shelf.knows(plan.state.status(), sent.is_some()))
}

/// The hash of what somebody was sent in person.
fn sent_in_person(
    conn: &mut Conn,
    version: Id<PlanVersion>,
    reader: Reader,
) -> Result<Option<String>, Failure> {
    let rows = plan_renderings::table
        .filter(plan_renderings::plan_version_id.eq(key(version)))
        .filter(sent_to(reader))
        .select((plan_renderings::id, plan_renderings::version, plan_renderings::body))
        .load::<Row<PlanRendering>>(conn)?;
    Ok(own_rendering(rows.iter().map(|row| &row.0.body)).map(|it| it.rendering_hash.clone()))
}

/// The file of a case that the caller was found to know of.
fn file_of(conn: &mut Conn, case: Id<Case>) -> Result<CaseFile, Failure> {
    let Row(case) = cases::table
        .find(key(case))
        .select((cases::id, cases::version, cases::body))
        .first::<Row<Case>>(conn)?;
    load_file(conn, case)
}

/// The family's profile, without removed entries, in the order in which they were said.
pub(crate) fn entries_of(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<ProfileEntry>>, Failure> {
    let rows = profile_entries::table
        .filter(profile_entries::case_id.eq(key(case)))
        .filter(profile_entries::removed.eq(false))
        .order(profile_entries::id)
        .select((profile_entries::id, profile_entries::version, profile_entries::body))
        .load::<Row<ProfileEntry>>(conn)?;
    Ok(Row::entities(rows))
}

fn needs_of(conn: &mut Conn, case: Id<Case>) -> Result<Vec<Entity<Need>>, Failure> {
    let rows = needs::table
        .filter(needs::case_id.eq(key(case)))
        .order(needs::id)
        .select((needs::id, needs::version, needs::body))
        .load::<Row<Need>>(conn)?;
    Ok(Row::entities(rows))
}

fn employers(conn: &mut Conn, named: &[Id<Worker>]) -> Result<Vec<Employed>, Failure> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Key> = named.iter().copied().map(key).collect();
    let rows = workers::table
        .filter(workers::id.eq_any(ids))
        .filter(workers::ended_on.is_null())
        .select((workers::id, workers::agency_id))
        .load::<(Key, Key)>(conn)?;
    let employed = |(worker, agency): (Key, Key)| Employed { worker: worker.id(), agency: agency.id() };
    Ok(rows.into_iter().map(employed).collect())
}
