//! Whom a thing names beside what it is about: members of the family, such as who decided, workers and agencies, such as
//! who wrote it down, and the meeting at which it came about. What is kept from the reader is not named to them.

use std::collections::BTreeSet;

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    case::FamilyDecision, ids::Id, person::Person, policy::Standing, restriction::Reader,
};

use crate::{
    access::Recorded,
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::{is_kept_back, keeping_from, parts_kept_from},
    safety::kept_away,
    schema::{people, restrictions, workers},
    unit::Door,
};

/// Nobody: stands for whoever is kept from the reader.
pub(crate) const NOBODY: Uuid = Uuid::nil();

/// Leaves out of things who is kept from the caller. Only on the way out: what a rule decides on is whole.
pub(crate) fn forget<T: Recorded>(
    door: &mut Door<'_>,
    standing: &Standing,
    things: &mut [T],
) -> Result<(), Failure> {
    let reader = case::reader(door.viewer, standing);
    forget_meetings(door, things)?;
    forget_parts(door.conn, reader, things)?;
    forget_people(door.conn, reader, things)?;
    forget_agents(door.conn, reader, things)
}

/// By one statement.
fn forget_people<T: Recorded>(conn: &mut Conn, reader: Reader, things: &mut [T]) -> Result<(), Failure> {
    let mentions: Vec<Vec<&mut Id<Person>>> = things.iter_mut().filter_map(T::mentions).collect();
    if mentions.is_empty() {
        return Ok(());
    }
    let mut mentioned: Vec<&mut Id<Person>> = mentions.into_iter().flatten().collect();
    let named: BTreeSet<Key> = mentioned.iter().map(|it| key(**it)).chain([Key(NOBODY)]).collect();
    let kept = people::table
        .filter(people::id.eq_any(named))
        .filter(is_kept_back!(reader, people::id))
        .select(people::id)
        .load::<Key>(conn)?;
    for person in &mut mentioned {
        if kept.contains(&key(**person)) {
            **person = Id::new(NOBODY);
        }
    }
    Ok(())
}

/// A meeting to which somebody comes whom a member of the family must not meet does not exist for them.
fn forget_meetings<T: Recorded>(door: &mut Door<'_>, things: &mut [T]) -> Result<(), Failure> {
    let named: BTreeSet<Key> = things.iter().filter_map(T::meeting).map(key).collect();
    let kept = kept_away(door, named)?;
    let unknown = |thing: &&mut T| thing.meeting().is_some_and(|it| kept.contains(&key(it)));
    things.iter_mut().filter(unknown).for_each(T::without_meeting);
    Ok(())
}

/// By one statement, whether there are such parts or not.
fn forget_parts<T: Recorded>(conn: &mut Conn, reader: Reader, things: &mut [T]) -> Result<(), Failure> {
    let parts: Vec<Vec<Uuid>> = things.iter().filter_map(T::parts).collect();
    if parts.is_empty() {
        return Ok(());
    }
    let named: BTreeSet<Key> = parts.into_iter().flatten().chain([NOBODY]).map(Key).collect();
    let kept = parts_kept_from(conn, &named, reader)?;
    for thing in things {
        thing.without_parts(&kept);
    }
    Ok(())
}

fn forget_agents<T: Recorded>(conn: &mut Conn, reader: Reader, things: &mut [T]) -> Result<(), Failure> {
    let agents: Vec<Vec<&mut Uuid>> = things.iter_mut().filter_map(T::agents).collect();
    if agents.is_empty() {
        return Ok(());
    }
    let mut agents: Vec<&mut Uuid> = agents.into_iter().flatten().collect();
    let kept = kept_agents(conn, reader, agents.iter().map(|it| **it))?;
    for agent in &mut agents {
        if kept.contains(*agent) {
            **agent = NOBODY;
        }
    }
    Ok(())
}

/// Which of these workers and agencies would tell a reader where somebody is, and are kept from them: a worker also for
/// the agency for which they work. By two statements, and none where the reader is no member of a family: they are kept
/// from no others.
pub(crate) fn kept_agents(
    conn: &mut Conn,
    reader: Reader,
    named: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeSet<Uuid>, Failure> {
    if !matches!(reader, Reader::FamilyMember(_)) {
        return Ok(BTreeSet::new());
    }
    let named: BTreeSet<Key> = named.into_iter().chain([NOBODY]).map(Key).collect();
    let employed = workers::table.filter(workers::id.eq_any(named.clone()));
    let employed = employed.select((workers::id, workers::agency_id)).load::<(Key, Key)>(conn)?;
    let topics = named.into_iter().chain(employed.iter().map(|(_, agency)| *agency));
    let kept: BTreeSet<Key> = keeping_from(reader)
        .filter(restrictions::topic_id.eq_any(topics.collect::<BTreeSet<_>>()))
        .select(restrictions::topic_id)
        .load::<Key>(conn)?
        .into_iter()
        .collect();
    let by_agency = employed.iter().filter(|(_, agency)| kept.contains(agency)).map(|(worker, _)| *worker);
    Ok(kept.iter().copied().chain(by_agency).map(|it| it.0).collect())
}

/// Who wrote down what the family decided.
pub(crate) fn recorders<'a>(
    decisions: impl IntoIterator<Item = &'a mut FamilyDecision>,
) -> impl Iterator<Item = &'a mut Uuid> {
    decisions.into_iter().filter_map(|it| it.recorded_by.as_mut()).map(Id::uuid_mut)
}
