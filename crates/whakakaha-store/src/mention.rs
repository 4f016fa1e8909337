//! Members of the family whom a thing names beside what it is about, such as who decided: whoever is kept from the reader
//! is not named to them.

use std::collections::BTreeMap;

use uuid::Uuid;
use whakakaha_domain::{ids::Id, person::Person, policy::Standing};

use crate::{
    access::{About, Recorded},
    case,
    error::Failure,
    hidden::kept_back,
    unit::Door,
};

/// Leaves out of things who is kept from the caller. Only on the way out: what a rule decides on is whole.
pub(crate) fn forget<T: Recorded>(
    door: &mut Door<'_>,
    standing: &Standing,
    things: &mut [T],
) -> Result<(), Failure> {
    let About::Case(case_of) = T::ABOUT else { return Ok(()) };
    let reader = case::reader(door.viewer, standing);
    let mut kept = BTreeMap::new();
    for thing in things {
        let case = case_of(thing);
        let mentions: Vec<&mut Id<Person>> = thing.mentions();
        if mentions.is_empty() {
            continue;
        }
        if !kept.contains_key(&case.uuid()) {
            kept.insert(case.uuid(), kept_back(door.conn, case, reader)?);
        }
        let kept = kept.get(&case.uuid());
        for person in mentions.into_iter().filter(|it| kept.is_some_and(|kept| kept.contains(&it.uuid()))) {
            *person = Id::new(Uuid::nil());
        }
    }
    Ok(())
}
