//! Entries of both logs, with the names of those who looked or changed something.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;
use diesel::prelude::*;
use whakakaha_domain::{
    access::{Deed, Onlooker, OnlookerKind, Topic, Whose},
    break_glass::{BreakGlassGrant, EmergencyTold},
    code::CodeList,
    ids::Id,
    person::Person,
    record::Stored,
};

use super::AccessEntry;
use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    schema::{
        access_log, agencies, audit_log, break_glass_grants, consents, corrections, disclosures, statements,
        workers,
    },
};

/// What either log says of a record, before anybody is named.
struct Logged {
    id: Key,
    at: NaiveDateTime,
    actor_kind: String,
    actor: Option<Key>,
    operation: String,
    thing: Option<Key>,
    deed: Deed,
    grant: Option<Key>,
}

/// A few statements, however many records.
pub(super) fn entries(
    conn: &mut Conn,
    reader: Id<Person>,
    subjects: &[Key],
    records: &[(Key, Whose)],
) -> Result<Vec<AccessEntry>, Failure> {
    if records.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Key> = records.iter().map(|(id, _)| *id).collect();
    let mut logged = looks(conn, &ids)?;
    logged.extend(changes(conn, &ids)?);
    let names = Names::of(conn, &logged)?;
    let own = own_things(conn, reader, &logged)?;
    let grants = grants(conn, subjects, &logged)?;
    let logged: BTreeMap<Key, Logged> = logged.into_iter().map(|it| (it.id, it)).collect();
    let entry = |(id, whose): &(Key, Whose)| {
        let logged = logged.get(id)?;
        let own = logged.thing.is_some_and(|thing| own.contains(&thing));
        let emergency = logged.grant.and_then(|id| Some((id.id(), grants.get(&id)?)));
        let emergency = emergency.map(|(id, grant)| EmergencyTold::of(id, grant, &logged.operation));
        Some(AccessEntry { emergency, ..names.entry(logged, reader, *whose, own)? })
    };
    Ok(records.iter().filter_map(entry).collect())
}

fn looks(conn: &mut Conn, ids: &[Key]) -> Result<Vec<Logged>, Failure> {
    use access_log::dsl;
    let rows = dsl::access_log
        .filter(dsl::id.eq_any(ids))
        .select((
            dsl::id,
            dsl::occurred_at,
            dsl::actor_kind,
            dsl::actor_id,
            dsl::operation,
            dsl::target_id,
            dsl::outcome,
            dsl::grant_id,
        ))
        .load::<(Key, NaiveDateTime, String, Option<Key>, String, Option<Key>, String, Option<Key>)>(conn)?;
    let look =
        |(id, at, actor_kind, actor, operation, thing, outcome, grant): (_, _, _, _, _, _, String, _)| {
            let deed = if outcome == "allowed" { Deed::LookedAt } else { Deed::AskedInVain };
            Logged { id, at, actor_kind, actor, operation, thing, deed, grant }
        };
    Ok(rows.into_iter().map(look).collect())
}

fn changes(conn: &mut Conn, ids: &[Key]) -> Result<Vec<Logged>, Failure> {
    use audit_log::dsl;
    let rows = dsl::audit_log
        .filter(dsl::change_id.eq_any(ids))
        .select((
            dsl::change_id,
            dsl::occurred_at,
            dsl::actor_kind,
            dsl::actor_id,
            dsl::operation,
            dsl::subject_kind,
            dsl::subject_id,
        ))
        .load::<(Key, NaiveDateTime, String, Option<Key>, String, String, Key)>(conn)?;
    let change = |(id, at, actor_kind, actor, operation, kind, thing): (_, _, _, _, _, String, _)| Logged {
        id,
        at,
        actor_kind,
        actor,
        operation,
        thing: Some(thing),
        deed: Deed::Changed,
        grant: (kind == BreakGlassGrant::KIND).then_some(thing),
    };
    Ok(rows.into_iter().map(change).collect())
}

/// The emergency access to which looks and changes belong, to cases of which the reader is told: somebody of the family
/// may belong to another one as well.
fn grants(
    conn: &mut Conn,
    subjects: &[Key],
    logged: &[Logged],
) -> Result<BTreeMap<Key, BreakGlassGrant>, Failure> {
    let ids: Vec<Key> = logged.iter().filter_map(|it| it.grant).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = break_glass_grants::table
        .filter(break_glass_grants::id.eq_any(ids))
        .filter(break_glass_grants::case_id.eq_any(subjects))
        .select((break_glass_grants::id, break_glass_grants::version, break_glass_grants::body))
        .load::<Row<BreakGlassGrant>>(conn)?;
    Ok(rows.into_iter().map(|Row(grant)| (key(grant.id), grant.body)).collect())
}

/// Which of the things are the reader's own: consents, statements and requests, and they themselves; and items, of which
/// they know.
fn own_things(conn: &mut Conn, reader: Id<Person>, logged: &[Logged]) -> Result<BTreeSet<Key>, Failure> {
    let things: Vec<Key> = logged.iter().filter_map(|it| it.thing).collect();
    let mut own = consents::table
        .filter(consents::id.eq_any(&things))
        .filter(consents::person_id.eq(key(reader)))
        .select(consents::id)
        .load::<Key>(conn)?;
    let said = statements::table
        .filter(statements::id.eq_any(&things))
        .filter(statements::person_id.eq(key(reader)))
        .select(statements::id)
        .load::<Key>(conn)?;
    let asked = corrections::table
        .filter(corrections::id.eq_any(&things))
        .filter(corrections::person_id.eq(key(reader)))
        .select(corrections::id)
        .load::<Key>(conn)?;
    let shared = disclosures::table
        .filter(disclosures::id.eq_any(&things))
        .select(disclosures::id)
        .load::<Key>(conn)?;
    let oneself = things.contains(&key(reader)).then(|| key(reader));
    own.extend(said.into_iter().chain(asked).chain(shared).chain(oneself));
    Ok(own.into_iter().collect())
}

/// The names of workers, with their agencies, and of agencies.
struct Names {
    workers: BTreeMap<Key, (Key, String)>,
    agencies: BTreeMap<Key, String>,
}

impl Names {
    fn of(conn: &mut Conn, logged: &[Logged]) -> Result<Self, Failure> {
        let actors: Vec<Key> = logged.iter().filter_map(|it| it.actor).collect();
        let workers = workers::table
            .filter(workers::id.eq_any(&actors))
            .select((workers::id, workers::version, workers::body))
            .load::<Row<whakakaha_domain::worker::Worker>>(conn)?;
        let workers: BTreeMap<Key, (Key, String)> = workers
            .into_iter()
            .map(|Row(worker)| (key(worker.id), (key(worker.agency_id), worker.body.name)))
            .collect();
        let named: Vec<Key> = workers.values().map(|(agency, _)| *agency).chain(actors).collect();
        let agencies = agencies::table
            .filter(agencies::id.eq_any(named))
            .select((agencies::id, agencies::name))
            .load::<(Key, String)>(conn)?;
        Ok(Self { workers, agencies: agencies.into_iter().collect() })
    }

    fn entry(&self, logged: &Logged, reader: Id<Person>, whose: Whose, own: bool) -> Option<AccessEntry> {
        let kind = OnlookerKind::parse(&logged.actor_kind)?;
        let worker = logged.actor.filter(|_| kind == OnlookerKind::Worker);
        let known = worker.and_then(|worker| self.workers.get(&worker));
        let agency = match kind {
            OnlookerKind::Worker => known.map(|(agency, _)| *agency),
            OnlookerKind::System => logged.actor,
            OnlookerKind::Administrator | OnlookerKind::Reporter => None,
        };
        let onlooker = Onlooker {
            kind,
            name: known.map(|(_, name)| name.clone()),
            agency: agency.and_then(|agency| self.agencies.get(&agency)).cloned(),
        };
        Some(AccessEntry {
            id: logged.id.0,
            reader,
            at: logged.at.and_utc(),
            deed: logged.deed,
            topic: Topic::of(&logged.operation, own),
            whose,
            onlooker,
            worker: worker.map(Key::id),
            agency: agency.map(Key::id),
            emergency: None,
        })
    }
}
