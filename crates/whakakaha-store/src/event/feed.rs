//! The feed of an agency's system: the things of its cases, each once, where it was told of it last; so it is as long as
//! what the agency may read, and what was told and taken back within 90 days.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    agency::Agency,
    case::Case,
    code::CodeList,
    event::{Happening, Thing},
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
};

use super::{Look, relay::code};
use crate::{
    access::{About, Recorded},
    db::{Db, Execution},
    dialect::{Key, key},
    error::Failure,
    page::{Page, PageRequest, Position},
    schema::holdings,
    unit::{Door, Find, Found, List, Read, ReadUnit},
};

/// What an agency's system is told of a thing.
pub struct Told {
    /// The id of the event: the same whenever and however it is told.
    pub event: Uuid,
    /// The agency.
    pub agency: Id<Agency>,
    /// The case.
    pub case: Id<Case>,
    /// The thing.
    pub thing: Thing,
    /// What became of it.
    pub happening: Happening,
    /// The tag with which it is read.
    pub etag: String,
    /// When: later than everything that the agency was told before.
    pub at: DateTime<Utc>,
}

impl Recorded for Told {
    const ABOUT: About<Self> = About::Case(|it| it.case);
}

/// One thing of a case, of which an agency's system is told.
#[derive(Clone, Copy)]
pub struct ToldKey {
    /// The case.
    pub case: Id<Case>,
    /// The thing.
    pub thing: Thing,
    /// Whether the system was told of it before, so that it is told that it is gone.
    pub known: bool,
    /// Whether it may read it now.
    pub look: Look,
}

impl Find for Told {
    type Key = ToldKey;

    fn find(door: &mut Door<'_>, wanted: &ToldKey) -> Result<Option<Found<Self>>, Failure> {
        let Principal::System(agency) = door.viewer.actor.principal else { return Ok(None) };
        let (resource, id) = wanted.thing;
        let row = holdings::table
            .find((key(agency), key(wanted.case), resource.code(), Key(id)))
            .select(columns!())
            .first::<Row>(door.conn)
            .optional()?;
        let Some(thing) = row.map(|row| told(agency, row)).transpose()? else { return Ok(None) };
        let tellable = match thing.happening {
            Happening::Silenced => false,
            Happening::Deleted => wanted.known,
            Happening::Created | Happening::Updated => {
                (wanted.look)(&mut ReadUnit::new(door.conn, door.viewer), wanted.thing)?.is_some()
            }
        };
        let standing = door.standing([Relation::System]);
        Ok(tellable.then_some(Found { thing, standing, version: 0 }))
    }
}

impl Read for Told {
    const OPERATION: Operation = Operation::ReadEvents;
}

/// How long it is told that something is gone. Whoever stays away for longer begins anew.
const TOMBSTONES_KEPT: TimeDelta = TimeDelta::days(90);

/// How far behind the clock a reader is told to go on who has read everything: nothing is kept later than that under
/// an earlier instant.
const BEHIND: TimeDelta = TimeDelta::hours(1);

impl List for Told {
    const OPERATION: Operation = Operation::ReadEvents;
    type Filter = Look;

    fn standing(door: &mut Door<'_>, _: &Look) -> Result<Option<Standing>, Failure> {
        let system = matches!(door.viewer.actor.principal, Principal::System(_));
        Ok(Some(door.standing(system.then_some(Relation::System))))
    }

    /// Goes no further than to the first thing that the caller may not read any more, or not yet: the relay has
    /// not looked since, and tells what became of it.
    fn page(door: &mut Door<'_>, look: &Look, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let Principal::System(agency) = door.viewer.actor.principal else { return Err(Failure::Absent) };
        let after = beginning(page, door.viewer.now)?;
        let found = told_after(door, agency, after, page)?;
        let full = found.len() >= usize::from(page.limit);
        let mut unit = ReadUnit::new(door.conn, door.viewer);
        let mut items = Vec::new();
        for told in found {
            if told.happening != Happening::Deleted && look(&mut unit, told.thing)?.is_none() {
                return Ok(part(items, after));
            }
            items.push(told);
        }
        let read_all = if full { after } else { after.max(door.viewer.now - BEHIND) };
        Ok(part(items, read_all))
    }
}

/// A part of the feed, and where it goes on: after its last item, or after this instant.
fn part(items: Vec<Told>, after: DateTime<Utc>) -> Page<Told> {
    let after = items.last().map_or(after, |last| last.at.max(after));
    Page { items, next: Some(Position { sort: written(after), id: Uuid::nil() }) }
}

/// The instant as a cursor and the order of an event write it: texts that sort as the instants do.
#[must_use]
pub fn written(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

/// After which instant the reader goes on.
fn beginning(page: &PageRequest, now: DateTime<Utc>) -> Result<DateTime<Utc>, Failure> {
    let Some(position) = &page.after else { return Ok(DateTime::UNIX_EPOCH) };
    let after: DateTime<Utc> = position.sort.parse().map_err(|_| Failure::Cursor)?;
    if after != DateTime::UNIX_EPOCH && after < now - TOMBSTONES_KEPT {
        return Err(Failure::CursorExpired);
    }
    Ok(after)
}

macro_rules! columns {
    () => {
        (
            (holdings::event_id, holdings::case_id, holdings::resource, holdings::thing_id),
            (holdings::happening, holdings::etag, holdings::told_at),
        )
    };
}
use columns;

type Row = ((Key, Key, String, Key), (String, String, NaiveDateTime));

/// What the agency was told after an instant. That something is gone is told to those who could know that it was there.
fn told_after(
    door: &mut Door<'_>,
    agency: Id<Agency>,
    after: DateTime<Utc>,
    page: &PageRequest,
) -> Result<Vec<Told>, Failure> {
    let there = Happening::THERE.map(CodeList::code);
    let gone = holdings::happening.eq(Happening::Deleted.code());
    let rows = holdings::table
        .filter(holdings::agency_id.eq(key(agency)))
        .filter(holdings::told_at.gt(after.naive_utc()))
        .filter(holdings::happening.eq_any(there).or(gone.and(holdings::since.le(after.naive_utc()))))
        .order(holdings::told_at)
        .limit(page.limit.into())
        .select(columns!())
        .load::<Row>(door.conn)?;
    rows.into_iter().map(|row| told(agency, row)).collect()
}

fn told(
    agency: Id<Agency>,
    ((event, case, resource, thing), (happening, etag, at)): Row,
) -> Result<Told, Failure> {
    Ok(Told {
        event: event.0,
        agency,
        case: case.id(),
        thing: (code(&resource)?, thing.0),
        happening: code(&happening)?,
        etag,
        at: at.and_utc(),
    })
}

/// Forgets what is gone for long enough, and says how much it was.
pub async fn forget_tombstones(db: &Db, execution: impl FnOnce() -> Execution) -> Result<usize, Failure> {
    let until = (execution().now - TOMBSTONES_KEPT).naive_utc();
    db.settle(move |conn| {
        let gone = [Happening::Deleted, Happening::Silenced].map(CodeList::code);
        let old =
            holdings::table.filter(holdings::happening.eq_any(gone)).filter(holdings::told_at.lt(until));
        Ok(diesel::delete(old).execute(conn)?)
    })
    .await
}
