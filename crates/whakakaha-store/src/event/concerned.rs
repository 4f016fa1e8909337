//! Which cases a change concerns: those of the families that it is about, and of all families with which these share
//! somebody, because what one of them restricts is asked of people in the cases of the others.

use std::collections::HashMap;

use diesel::prelude::*;
use whakakaha_domain::{
    agency::Agency, case::Case, family::Family, membership::Membership, membership::Relationship,
    person::Person, record::Stored, worker::Worker,
};

use crate::{
    dialect::{Conn, Key},
    error::Failure,
    schema::{cases, desks, memberships, outbox, relationships, unrelayed},
};

/// The cases that the oldest change concerns at which the relay has not looked, and with it all waiting changes
/// that concern no other case: one look settles them all.
pub(super) struct Concerned {
    pub(super) changes: Vec<Key>,
    pub(super) cases: Vec<Key>,
}

/// How many waiting changes are considered together.
const BATCH: i64 = 200;

/// What a change is about: its case, if it has one.
#[derive(PartialEq, Eq, Hash)]
struct Subject {
    kind: String,
    id: Key,
}

/// What is to be looked at next.
pub(super) fn concerned(conn: &mut Conn) -> Result<Option<Concerned>, Failure> {
    let waiting = waiting(conn)?;
    let Some((_, oldest)) = waiting.first() else { return Ok(None) };
    let cases = cases_of(conn, oldest)?;
    let mut asked = HashMap::from([(oldest, true)]);
    let mut changes = Vec::new();
    for (change, subject) in &waiting {
        let settled = match asked.get(subject) {
            Some(settled) => *settled,
            None => cases_of(conn, subject)?.iter().all(|case| cases.contains(case)),
        };
        asked.insert(subject, settled);
        changes.extend(settled.then_some(*change));
    }
    Ok(Some(Concerned { changes, cases }))
}

/// The oldest changes at which the relay has not looked.
fn waiting(conn: &mut Conn) -> Result<Vec<(Key, Subject)>, Failure> {
    let rows = unrelayed::table
        .inner_join(outbox::table.on(outbox::change_id.eq(unrelayed::change_id)))
        .order(unrelayed::change_id)
        .limit(BATCH)
        .select((unrelayed::change_id, outbox::subject_kind, outbox::subject_id, outbox::case_id))
        .load::<(Key, String, Key, Option<Key>)>(conn)?;
    let subject = |kind: String, id, case: Option<Key>| match case {
        Some(case) if !holds_desks(&kind) => Subject { kind: Case::KIND.to_owned(), id: case },
        _ => Subject { kind, id },
    };
    Ok(rows.into_iter().map(|(change, kind, id, case)| (change, subject(kind, id, case))).collect())
}

/// Whether things of a kind have desks, and are concerned in the cases on these.
fn holds_desks(kind: &str) -> bool {
    [Worker::KIND, Agency::KIND].contains(&kind)
}

fn cases_of(conn: &mut Conn, subject: &Subject) -> Result<Vec<Key>, Failure> {
    if holds_desks(&subject.kind) {
        return Ok(desks::table.filter(desks::holder_id.eq(subject.id)).select(desks::case_id).load(conn)?);
    }
    let mut families = families_of(conn, subject)?;
    if families.is_empty() {
        return Ok(Vec::new());
    }
    let people: Vec<Key> = memberships::table
        .filter(memberships::family_id.eq_any(&families))
        .select(memberships::person_id)
        .load(conn)?;
    if !people.is_empty() {
        let shared = memberships::table.filter(memberships::person_id.eq_any(people));
        families.extend(shared.select(memberships::family_id).load::<Key>(conn)?);
    }
    Ok(cases::table.filter(cases::family_id.eq_any(families)).select(cases::id).load(conn)?)
}

fn families_of(conn: &mut Conn, subject: &Subject) -> Result<Vec<Key>, Failure> {
    let of_people = |conn: &mut Conn, people: Vec<Key>| {
        memberships::table
            .filter(memberships::person_id.eq_any(people))
            .select(memberships::family_id)
            .load(conn)
    };
    Ok(match subject.kind.as_str() {
        Case::KIND => cases::table.find(subject.id).select(cases::family_id).load(conn)?,
        Family::KIND => vec![subject.id],
        Person::KIND => of_people(conn, vec![subject.id])?,
        Membership::KIND => memberships::table.find(subject.id).select(memberships::family_id).load(conn)?,
        Relationship::KIND => {
            let pair = (relationships::person_id, relationships::of_person_id);
            let (one, other) = relationships::table.find(subject.id).select(pair).first(conn)?;
            of_people(conn, vec![one, other])?
        }
        _ => Vec::new(),
    })
}
