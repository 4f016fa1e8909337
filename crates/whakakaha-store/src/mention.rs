//! Members of the family whom a thing names beside what it is about, such as who decided, and the meeting at which it came
//! about: what is kept from the reader is not named to them.

use std::collections::BTreeSet;

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{ids::Id, person::Person, policy::Standing};

use crate::{
    access::Recorded,
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::is_kept_back,
    safety::kept_away,
    schema::people,
    unit::Door,
};

/// Nobody: stands for whoever is kept from the reader.
pub(crate) const NOBODY: Uuid = Uuid::nil();

/// Leaves out of things who is kept from the caller, by one statement, and which meeting, by another. Only on the way out:
/// what a rule decides on is whole.
pub(crate) fn forget<T: Recorded>(
    door: &mut Door<'_>,
    standing: &Standing,
    things: &mut [T],
) -> Result<(), Failure> {
    forget_meetings(door, things)?;
    let mentions: Vec<Vec<&mut Id<Person>>> = things.iter_mut().filter_map(T::mentions).collect();
    if mentions.is_empty() {
        return Ok(());
    }
    let mut mentioned: Vec<&mut Id<Person>> = mentions.into_iter().flatten().collect();
    let named: BTreeSet<Key> = mentioned.iter().map(|it| key(**it)).chain([Key(NOBODY)]).collect();
    let reader = case::reader(door.viewer, standing);
    let kept = people::table
        .filter(people::id.eq_any(named))
        .filter(is_kept_back!(reader, people::id))
        .select(people::id)
        .load::<Key>(door.conn)?;
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
