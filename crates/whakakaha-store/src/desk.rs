//! Desks: the cases of a worker, or of an agency's system, in the order of their next reviews. Whoever ever had
//! a role has the case on their desk; whether they may know of it is asked of their roles, each time.

use diesel::{dsl::exists, prelude::*, select};
use uuid::Uuid;
use whakakaha_domain::{
    assignment::{Assignment, Role},
    case::Case,
    entity::Entity,
    ids::Id,
    record::Record,
};

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    record::NO_REVIEW,
    schema::{cases, desks},
};

/// Keeps the desks true after a record was written.
pub(crate) fn tidy(conn: &mut Conn, record: &Record) -> Result<(), Failure> {
    if let Record::Assignment(assignment) = record {
        for holder in holders(assignment) {
            lay(conn, Key(holder), key(assignment.case_id))?;
        }
    }
    if let Record::Case(case) = record {
        sort(conn, case)?;
    }
    Ok(())
}

/// The worker who holds the role; the agency too, whose system sees what it takes part in.
fn holders(assignment: &Assignment) -> impl Iterator<Item = Uuid> {
    let agency = (assignment.role == Role::Participant).then_some(assignment.agency_id.uuid());
    assignment.worker_id.map(Id::uuid).into_iter().chain(agency)
}

fn lay(conn: &mut Conn, holder: Key, case: Key) -> Result<(), Failure> {
    if select(exists(desks::table.find((holder, case)))).get_result(conn)? {
        return Ok(());
    }
    let (is_open, next_review_on) = cases::table
        .find(case)
        .select((cases::is_open, cases::next_review_on))
        .first::<(bool, chrono::NaiveDate)>(conn)?;
    diesel::insert_into(desks::table)
        .values((
            desks::holder_id.eq(holder),
            desks::case_id.eq(case),
            desks::is_open.eq(is_open),
            desks::next_review_on.eq(next_review_on),
        ))
        .execute(conn)?;
    Ok(())
}

fn sort(conn: &mut Conn, case: &Entity<Case>) -> Result<(), Failure> {
    let (is_open, next_review_on) = (case.is_open(), case.next_review_on.unwrap_or(NO_REVIEW));
    diesel::update(desks::table)
        .filter(desks::case_id.eq(key(case.id)))
        .filter(desks::is_open.ne(is_open).or(desks::next_review_on.ne(next_review_on)))
        .set((desks::is_open.eq(is_open), desks::next_review_on.eq(next_review_on)))
        .execute(conn)?;
    Ok(())
}
