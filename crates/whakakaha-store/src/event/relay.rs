//! The relay: looks at what changes have made of what each agency's system may read, and keeps the difference. It may
//! be killed at any instant: what it has not kept it looks at again.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, SubsecRound, TimeDelta, Utc};
use diesel::{dsl::max, prelude::*};
use whakakaha_domain::{
    actor::Scope,
    code::CodeList,
    event::{Holding, News, Resource, Thing, news},
    ids::nth,
};

use super::{
    Holder, Look,
    candidates::{agencies, things},
    concerned::{Concerned, concerned},
    lease::take,
};
use crate::{
    db::{Db, Execution},
    dialect::{Conn, Key},
    error::Failure,
    schema::{holdings, unrelayed},
    unit::ReadUnit,
    viewer::{Caller, Identity},
    webhook::{Telling, queue_news},
};

/// The lease of whoever relays.
const LEASE: &str = "relay";

/// Looks at all changes at which nobody has looked yet, if nobody else does, and says how many there were.
pub async fn relay(
    db: &Db,
    executions: impl Fn() -> Execution,
    holder: Holder,
    look: Look,
) -> Result<usize, Failure> {
    let mut looked = 0;
    loop {
        let now = executions().now;
        if !db.settle(move |conn| take(conn, LEASE, holder, now)).await? {
            return Ok(looked);
        }
        let Some(Concerned { changes, cases }) = db.glimpse(concerned).await? else { return Ok(looked) };
        let mut seen = Vec::new();
        for case in cases {
            seen.extend(look_at(db, &executions, case, look).await?);
        }
        let count = changes.len();
        if !db.settle(move |conn| keep_all(conn, holder, &seen, &changes)).await? {
            return Ok(looked);
        }
        looked += count;
    }
}

/// What each agency may read of a case now.
async fn look_at(
    db: &Db,
    executions: impl Fn() -> Execution,
    case: Key,
    look: Look,
) -> Result<Vec<Seen>, Failure> {
    let (agencies, things) = db.glimpse(move |conn| Ok((agencies(conn, case)?, things(conn, case)?))).await?;
    let mut seen = Vec::new();
    for agency in agencies {
        let execution = Execution { caller: system(agency), ..executions() };
        let things = things.clone();
        let read = db.look(execution.clone(), move |unit| readable(unit, &things, look)).await;
        let read = match read {
            // An agency whose systems are let in no more reads nothing.
            Err(Failure::Unknown) => BTreeMap::new(),
            read => read?,
        };
        seen.push(Seen { agency, case, read, execution });
    }
    Ok(seen)
}

/// What an agency may read of a case, with the tags.
struct Seen {
    agency: Key,
    case: Key,
    read: BTreeMap<Thing, String>,
    execution: Execution,
}

/// The agency's system, as it would call to read.
pub(crate) fn system(agency: Key) -> Caller {
    Caller {
        identity: Identity::Agency(agency.0),
        scopes: [Scope::IntegrationRead].into_iter().collect(),
        client: LEASE.to_owned(),
        session: None,
    }
}

/// Asks of each thing whether it may be read, the case first: where that is closed, only what outlasts it.
fn readable(
    unit: &mut ReadUnit<'_>,
    things: &[Thing],
    look: Look,
) -> Result<BTreeMap<Thing, String>, Failure> {
    let mut read = BTreeMap::new();
    for thing in things {
        let open = read.keys().any(|(resource, _)| *resource == Resource::Case);
        let worth_asking = open || thing.0 == Resource::Case || thing.0.outlasts_case();
        if worth_asking && let Some(etag) = look(unit, *thing)? {
            read.insert(*thing, etag);
        }
    }
    Ok(read)
}

/// Keeps what was seen in place of the changes, all of it or nothing, unless somebody else relays by now.
fn keep_all(conn: &mut Conn, holder: Holder, seen: &[Seen], changes: &[Key]) -> Result<bool, Failure> {
    let Some(now) = seen.iter().map(|seen| seen.execution.now).max() else {
        return forget(conn, changes).map(|()| true);
    };
    if !take(conn, LEASE, holder, now)? {
        return Ok(false);
    }
    seen.iter().try_for_each(|seen| keep(conn, seen))?;
    forget(conn, changes).map(|()| true)
}

fn forget(conn: &mut Conn, changes: &[Key]) -> Result<(), Failure> {
    diesel::delete(unrelayed::table.filter(unrelayed::change_id.eq_any(changes))).execute(conn)?;
    Ok(())
}

/// Keeps what an agency is to be told of a case.
fn keep(conn: &mut Conn, seen: &Seen) -> Result<(), Failure> {
    let news = news(&told(conn, seen)?, &seen.read);
    if news.is_empty() {
        return Ok(());
    }
    let begin = next_instant(conn, seen)?;
    let telling = |(n, it): (u32, &News)| Telling {
        case: seen.case,
        thing: it.thing,
        happening: it.happening,
        event: nth(seen.execution.change_id, n),
        at: begin + TimeDelta::microseconds(n.into()),
    };
    let tellings: Vec<Telling> = (0_u32..).zip(&news).map(telling).collect();
    for (telling, it) in tellings.iter().zip(&news) {
        write(conn, seen.agency, telling, &it.etag)?;
    }
    queue_news(conn, seen.agency, seen.execution.change_id, &tellings)
}

/// What the agency was told of the case.
fn told(conn: &mut Conn, seen: &Seen) -> Result<BTreeMap<Thing, Holding>, Failure> {
    let rows = holdings::table
        .filter(holdings::agency_id.eq(seen.agency))
        .filter(holdings::case_id.eq(seen.case))
        .select((holdings::resource, holdings::thing_id, holdings::happening, holdings::etag))
        .load::<(String, Key, String, String)>(conn)?;
    let read = |(resource, thing, happening, etag): (String, Key, String, String)| {
        Ok(((code(&resource)?, thing.0), Holding { happening: code(&happening)?, etag }))
    };
    rows.into_iter().map(read).collect()
}

/// A code that we have stored.
pub(crate) fn code<C: CodeList>(stored: &str) -> Result<C, Failure> {
    C::parse(stored).ok_or_else(|| Failure::Bug(format!("no {} is called {stored}", C::NAME).into()))
}

/// When the agency is told next: now, but after everything that it was told before.
fn next_instant(conn: &mut Conn, seen: &Seen) -> Result<DateTime<Utc>, Failure> {
    let last = holdings::table
        .filter(holdings::agency_id.eq(seen.agency))
        .select(max(holdings::told_at))
        .first::<Option<NaiveDateTime>>(conn)?;
    let now = seen.execution.now.trunc_subsecs(6);
    Ok(last.map_or(now, |last| now.max(last.and_utc() + TimeDelta::microseconds(1))))
}

fn write(conn: &mut Conn, agency: Key, telling: &Telling, etag: &str) -> Result<(), Failure> {
    let (resource, id) = telling.thing;
    let row = holdings::table.find((agency, telling.case, resource.code(), Key(id)));
    let state = (
        holdings::event_id.eq(Key(telling.event)),
        holdings::happening.eq(telling.happening.code()),
        holdings::etag.eq(etag),
        holdings::told_at.eq(telling.at.naive_utc()),
    );
    if diesel::update(row).set(state).execute(conn)? > 0 {
        return Ok(());
    }
    let thing = (
        holdings::agency_id.eq(agency),
        holdings::case_id.eq(telling.case),
        holdings::resource.eq(resource.code()),
        holdings::thing_id.eq(Key(id)),
        holdings::since.eq(telling.at.naive_utc()),
    );
    diesel::insert_into(holdings::table).values((thing, state)).execute(conn)?;
    Ok(())
}
