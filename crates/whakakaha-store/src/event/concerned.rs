//! Which cases a change concerns: those of the families that it is about, and of all families with which these share
//! somebody, because what one of them restricts is asked of people in the cases of the others.

use diesel::prelude::*;
use whakakaha_domain::{
    agency::Agency, family::Family, membership::Membership, membership::Relationship, person::Person,
    record::Stored, worker::Worker,
};

use crate::{
    dialect::{Conn, Key},
    error::Failure,
    schema::{cases, desks, memberships, outbox, relationships, unrelayed},
};

/// The oldest change at which the relay has not looked, with all such changes of the same cases, and these cases.
pub(super) struct Concerned {
    pub(super) changes: Vec<Key>,
    pub(super) cases: Vec<Key>,
}

struct Subject {
    kind: String,
    id: Key,
    case: Option<Key>,
}

/// What is to be looked at next.
pub(super) fn concerned(conn: &mut Conn) -> Result<Option<Concerned>, Failure> {
    let oldest = unrelayed::table
        .inner_join(outbox::table.on(outbox::change_id.eq(unrelayed::change_id)))
        .order(unrelayed::change_id)
        .select((unrelayed::change_id, outbox::subject_kind, outbox::subject_id, outbox::case_id))
        .first::<(Key, String, Key, Option<Key>)>(conn)
        .optional()?;
    let Some((change, kind, id, case)) = oldest else { return Ok(None) };
    let cases = cases_of(conn, &Subject { kind, id, case })?;
    let mut changes = Vec::new();
    if !cases.is_empty() {
        changes = unrelayed::table
            .inner_join(outbox::table.on(outbox::change_id.eq(unrelayed::change_id)))
            .filter(outbox::case_id.eq_any(cases.iter().copied().map(Some)))
            .select(unrelayed::change_id)
            .load(conn)?;
    }
    if !changes.contains(&change) {
        changes.push(change);
    }
    Ok(Some(Concerned { changes, cases }))
}

fn cases_of(conn: &mut Conn, subject: &Subject) -> Result<Vec<Key>, Failure> {
    let holds_desk = [Worker::KIND, Agency::KIND].contains(&subject.kind.as_str());
    if holds_desk {
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
    if let Some(case) = subject.case {
        return Ok(cases::table.find(case).select(cases::family_id).load(conn)?);
    }
    let of_people = |conn: &mut Conn, people: Vec<Key>| {
        memberships::table
            .filter(memberships::person_id.eq_any(people))
            .select(memberships::family_id)
            .load(conn)
    };
    Ok(match subject.kind.as_str() {
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
