//! Where protected people are: not shown to members of their family, but for themselves and those who guard them.

use diesel::{dsl::exists, prelude::*, select};
use whakakaha_domain::{
    actor::Principal, case::Case, ids::Id, person::Person, restriction::Reader, safety::Concealed,
};

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::keeping_from,
    schema::{assignments, cases, invitations, memberships, restrictions, workers},
    unit::Door,
};

/// Whether it is kept from the caller where the family of somebody else is.
pub(crate) fn are_places_of_kept(door: &mut Door<'_>, person: Id<Person>) -> Result<bool, Failure> {
    let Principal::Family(reader) = door.viewer.actor.principal else { return Ok(false) };
    let of_family = cases::table
        .inner_join(memberships::table.on(memberships::family_id.eq(cases::family_id)))
        .filter(memberships::person_id.eq(key(person)))
        .filter(cases::id.eq(restrictions::case_id));
    let keeping = keeping_from(Reader::FamilyMember(reader))
        .filter(restrictions::topic_id.eq(Key(Concealed::Places.topic())))
        .filter(exists(of_family));
    Ok(reader != person && select(exists(keeping)).get_result(door.conn)?)
}

/// Whether it is kept from a reader where the family of a case is.
pub(crate) fn are_places_kept(conn: &mut Conn, case: Id<Case>, reader: Reader) -> Result<bool, Failure> {
    if !matches!(reader, Reader::FamilyMember(_)) {
        return Ok(false);
    }
    let keeping = keeping_from(reader)
        .filter(restrictions::topic_id.eq(Key(Concealed::Places.topic())))
        .filter(restrictions::case_id.eq(key(case)));
    Ok(select(exists(keeping)).get_result(conn)?)
}

/// Whether an invitation is to a worker who would tell the reader where somebody is, themselves or by their agency.
#[diesel::dsl::auto_type]
pub(crate) fn is_tied_guest(reader: Reader) -> _ {
    let keeping: keeping_from = keeping_from(reader);
    let agencys: keeping_from = keeping_from(reader);
    let employed =
        workers::table.filter(workers::id.nullable().eq(invitations::worker_id)).select(workers::agency_id);
    let of_agency = agencys.filter(restrictions::topic_id.eq_any(employed));
    exists(keeping.filter(restrictions::topic_id.nullable().eq(invitations::worker_id))).or(exists(of_agency))
}

/// Whether a role on a case is held by somebody, or for an agency, that would tell the reader where somebody is. What the
/// reader gave since, as to anybody, tells them nothing.
#[diesel::dsl::auto_type]
pub(crate) fn is_tied(reader: Reader) -> _ {
    let keeping: keeping_from = keeping_from(reader);
    let own: Key = Key(reader.own());
    exists(
        keeping
            .filter(restrictions::case_id.eq(assignments::case_id))
            .filter(
                restrictions::topic_id
                    .eq(assignments::agency_id)
                    .or(restrictions::topic_id.nullable().eq(assignments::worker_id)),
            )
            .filter(
                assignments::given_by
                    .is_null()
                    .or(assignments::given_by.ne(own))
                    .or(assignments::id.lt(restrictions::id)),
            ),
    )
}
