//! What agencies have of a case, as the access log knows.

use std::collections::BTreeSet;

use diesel::prelude::*;
use whakakaha_domain::{
    access::AccessOutcome,
    case::CaseFile,
    code::CodeList,
    recall::{Recall, RecallStatus, Shown},
};

use crate::{
    access::NOTHING,
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    schema::{access_log, access_subjects, recalls},
};

/// The agencies that any consent names and that were shown something of the case, its family or anybody who belongs to
/// it; and what was asked back of agencies and is not answered.
pub(crate) fn shown(conn: &mut Conn, file: &CaseFile) -> Result<Shown, Failure> {
    let named: BTreeSet<Key> =
        file.consents.iter().flat_map(|consent| consent.agencies.iter().copied().map(key)).collect();
    let mut about = vec![key(file.case.id), key(file.case.family_id)];
    about.extend(file.members.iter().map(|member| key(member.person.id)));
    let looks = access_subjects::table
        .inner_join(access_log::table.on(access_log::id.eq(access_subjects::record_id)))
        .filter(access_subjects::subject_id.eq_any(about))
        .filter(access_subjects::agency_id.eq_any(named))
        .filter(access_log::outcome.eq(AccessOutcome::Allowed.code()))
        .filter(access_log::seen.ne(NOTHING))
        .select(access_subjects::agency_id)
        .distinct();
    let to = looks.load::<Key>(conn)?.into_iter().map(Key::id).collect();
    let waiting = RecallStatus::ALL.iter().filter(|status| status.is_waiting()).map(|status| status.code());
    let recalls = recalls::table
        .filter(recalls::case_id.eq(key(file.case.id)))
        .filter(recalls::status.eq_any(waiting.collect::<Vec<_>>()))
        .order(recalls::id)
        .select((recalls::id, recalls::version, recalls::body))
        .load::<Row<Recall>>(conn)?;
    Ok(Shown { to, waiting: Row::entities(recalls) })
}
