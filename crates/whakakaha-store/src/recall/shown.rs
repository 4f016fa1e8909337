//! What agencies have of a case, as the access log knows.

use std::collections::{BTreeMap, BTreeSet};

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    access::AccessOutcome,
    agency::Agency,
    case::CaseFile,
    code::CodeList,
    consent::{InformationCategory, state::Held},
    event::{Happening, Resource},
    ids::Id,
    recall::{Recall, RecallStatus, Shown},
};

use crate::{
    access::NOTHING,
    dialect::{Conn, Key, key},
    error::Failure,
    record::Row,
    schema::{access_log, access_subjects, holdings, item_topics, recalls},
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
    let to = looks.load::<Key>(conn)?;
    let waiting = RecallStatus::ALL.iter().filter(|status| status.is_waiting()).map(|status| status.code());
    let recalls = recalls::table
        .filter(recalls::case_id.eq(key(file.case.id)))
        .filter(recalls::status.eq_any(waiting.collect::<Vec<_>>()))
        .order(recalls::id)
        .select((recalls::id, recalls::version, recalls::body))
        .load::<Row<Recall>>(conn)?;
    let about = read(conn, key(file.case.id), &to)?;
    Ok(Shown { to: to.into_iter().map(Key::id).collect(), about, waiting: Row::entities(recalls) })
}

/// What the things are about that each agency may read and did not write, as the relay saw last.
fn read(
    conn: &mut Conn,
    case: Key,
    agencies: &[Key],
) -> Result<BTreeMap<Id<Agency>, BTreeSet<Uuid>>, Failure> {
    if agencies.is_empty() {
        return Ok(BTreeMap::new());
    }
    let by_others = item_topics::author_id.ne(holdings::agency_id);
    let topics = item_topics::table.on(item_topics::item_id.eq(holdings::thing_id).and(by_others));
    let held = holdings::table
        .left_join(topics)
        .filter(holdings::agency_id.eq_any(agencies))
        .filter(holdings::case_id.eq(case))
        .filter(holdings::happening.eq_any(Happening::THERE.map(CodeList::code)))
        .select((
            holdings::agency_id,
            holdings::resource,
            holdings::thing_id,
            item_topics::topic_id.nullable(),
        ))
        .load::<(Key, String, Key, Option<Key>)>(conn)?;
    let who_they_are = Held::Category(InformationCategory::Identity).topic();
    let mut about = BTreeMap::<_, BTreeSet<_>>::new();
    for (agency, resource, thing, topic) in held {
        let about = about.entry(agency.id()).or_default();
        about.extend(topic.map(|topic| topic.0));
        if resource == Resource::Person.code() {
            about.extend([thing.0, who_they_are]);
        }
    }
    Ok(about)
}
