//! What the consents of a case add up to, kept beside them so that every query can ask it: what is open to
//! whom, and what is held back although it is.

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    code::CodeList,
    consent::state::{ConsentStanding, Held},
    ids::Id,
};

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    schema::{consent_holds, consent_standings},
};

/// Purpose, agency or nil, whether it opens anything, state and end, as a row holds them.
type Standing = (String, Key, bool, String, NaiveDateTime);

/// Agency or nil, and what is held back from it.
type Hold = (Key, Key);

/// Writes the standings of a case anew. Those that stay as they were keep their change: an agency is not to
/// learn from its own that the family has decided about another.
pub(crate) fn replace(conn: &mut Conn, change: Key, standings: &[ConsentStanding]) -> Result<(), Failure> {
    let Some(first) = standings.first() else { return Ok(()) };
    let case = key(first.case_id);
    replace_standings(conn, (case, change), &standings.iter().map(standing).collect())?;
    replace_holds(conn, (case, change), &standings.iter().flat_map(holds).collect())
}

fn replace_standings(
    conn: &mut Conn,
    (case, change): (Key, Key),
    after: &BTreeSet<Standing>,
) -> Result<(), Failure> {
    use consent_standings::dsl;
    let of_case = || dsl::consent_standings.filter(dsl::case_id.eq(case));
    let columns = (dsl::purpose, dsl::agency_id, dsl::opens, dsl::state, dsl::ends_at);
    let before: BTreeSet<Standing> = of_case().select(columns).load(conn)?.into_iter().collect();
    for (purpose, agency, ..) in before.difference(after) {
        let row = of_case().filter(dsl::purpose.eq(purpose)).filter(dsl::agency_id.eq(agency));
        diesel::delete(row).execute(conn)?;
    }
    for (purpose, agency, opens, state, ends_at) in after.difference(&before) {
        diesel::insert_into(dsl::consent_standings)
            .values((
                dsl::case_id.eq(case),
                dsl::purpose.eq(purpose),
                dsl::agency_id.eq(agency),
                dsl::change_id.eq(change),
                dsl::opens.eq(opens),
                dsl::state.eq(state),
                dsl::ends_at.eq(ends_at),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// What is no longer held back stays on record as such: what was written meanwhile stays closed.
fn replace_holds(conn: &mut Conn, (case, change): (Key, Key), after: &BTreeSet<Hold>) -> Result<(), Failure> {
    use consent_holds::dsl;
    let of_case = || dsl::consent_holds.filter(dsl::case_id.eq(case));
    let holding = || of_case().filter(dsl::ended_by.is_null());
    let before: BTreeSet<Hold> =
        holding().select((dsl::agency_id, dsl::topic_id)).load(conn)?.into_iter().collect();
    for (agency, topic) in before.difference(after) {
        let row = holding().filter(dsl::agency_id.eq(agency)).filter(dsl::topic_id.eq(topic));
        diesel::update(row).set(dsl::ended_by.eq(Some(change))).execute(conn)?;
    }
    for (agency, topic) in after.difference(&before) {
        diesel::insert_into(dsl::consent_holds)
            .values((
                dsl::case_id.eq(case),
                dsl::agency_id.eq(agency),
                dsl::topic_id.eq(topic),
                dsl::change_id.eq(change),
            ))
            .execute(conn)?;
    }
    Ok(())
}

fn agency(it: &ConsentStanding) -> Key {
    Key(it.agency_id.map_or(Uuid::nil(), Id::uuid))
}

fn standing(it: &ConsentStanding) -> Standing {
    (it.purpose.code().to_owned(), agency(it), it.opens, it.state.code().to_owned(), it.ends_at.naive_utc())
}

/// What is held back from an agency, or by the consent to take part from all of them. What is shared with one
/// agency or for another purpose is no matter of the others.
fn holds(it: &ConsentStanding) -> impl Iterator<Item = Hold> {
    it.held
        .iter()
        .copied()
        .filter(|_| it.opens_to_agencies())
        .map(|held| (agency(it), Key(Held::topic(held))))
}
