//! What the family keeps from whoever reads, as conditions of the queries: for the excluded, a thing does
//! not exist (F1-17). What each thing is about is kept with the writes.

mod confidences;

use std::collections::BTreeSet;

use diesel::{
    dsl::{exists, not},
    prelude::*,
    select,
    sql_types::Bool,
};
use uuid::Uuid;
use whakakaha_domain::{
    case::Case,
    entity::Version,
    ids::Id,
    record::Record,
    restriction::{FAMILY, ItemTopics, Name, Reader, is_person, items},
};

pub(crate) use confidences::confidences;

use crate::{
    dialect::{Conn, Key, key},
    error::Failure,
    schema::{consent_holds, item_topics, restriction_names, restrictions},
};

/// Whether a restriction keeps its thing from a reader, or did until it was lifted.
#[diesel::dsl::auto_type]
pub(crate) fn reaches(reader: Reader) -> _ {
    let naming: naming = naming(reader);
    let coordinates: bool = reader.coordinates();
    let by_name: bool = reader.is_kept_out_by_name();
    restrictions::known_only
        .ne(exists(naming))
        .and(not(restrictions::spares_coordinator.and(coordinates.into_sql::<Bool>())))
        .and(not(restrictions::known_only.and(by_name.into_sql::<Bool>())))
}

/// Whether a restriction names the reader.
#[diesel::dsl::auto_type]
fn naming(reader: Reader) -> _ {
    let kind: &'static str = name(reader, 0).0;
    let id: Key = name(reader, 0).1;
    let other_kind: &'static str = name(reader, 1).0;
    let other_id: Key = name(reader, 1).1;
    restriction_names::table.filter(restriction_names::restriction_id.eq(restrictions::id)).filter(
        restriction_names::kind
            .eq(kind)
            .and(restriction_names::name_id.eq(id))
            .or(restriction_names::kind.eq(other_kind).and(restriction_names::name_id.eq(other_id))),
    )
}

/// One of the reader's names; one that nobody has where there are fewer.
pub(crate) fn name(reader: Reader, nth: usize) -> (&'static str, Key) {
    let name = reader.names().get(nth).copied().flatten();
    name.map_or(("", Key(Uuid::nil())), |(kind, id)| (kind, Key(id)))
}

/// The restrictions that keep something from a reader now.
#[diesel::dsl::auto_type]
pub(crate) fn keeping_from(reader: Reader) -> _ {
    let reaches: reaches = reaches(reader);
    restrictions::table.filter(not(restrictions::lifted)).filter(reaches)
}

/// What consents hold back from whoever reads for an agency.
#[diesel::dsl::auto_type]
pub(crate) fn holding_from(reader: Reader) -> _ {
    let holds: holds_for = holds_for(reader);
    holds.filter(consent_holds::ended_by.is_null())
}

/// The same, with what they do not hold back any more.
#[diesel::dsl::auto_type]
pub(crate) fn holds_for(reader: Reader) -> _ {
    let agency: Key = held_for(reader).0;
    let everybody: Key = held_for(reader).1;
    consent_holds::table
        .filter(consent_holds::agency_id.eq(agency).or(consent_holds::agency_id.eq(everybody)))
}

/// The ids under which something is held back from a reader: their agency's, and that of all agencies.
fn held_for(reader: Reader) -> (Key, Key) {
    let nobody = Key(Uuid::max());
    reader.employer().map_or((nobody, nobody), |agency| (key(agency), Key(Uuid::nil())))
}

/// The agency of a reader; one that there is not for whoever has none.
pub(crate) fn employer(reader: Reader) -> Key {
    held_for(reader).0
}

/// Whether the family keeps a thing from a reader now for this that it is about.
#[diesel::dsl::auto_type]
pub(crate) fn is_restricted(reader: Reader) -> _ {
    let keeping: keeping_from = keeping_from(reader);
    let written_by_others: written_by_others = written_by_others(reader);
    exists(
        keeping
            .filter(restrictions::topic_id.eq(item_topics::topic_id))
            .filter(restrictions::case_id.eq(item_topics::case_id)),
    )
    .and(item_topics::topic_id.eq(item_topics::item_id).or(written_by_others))
}

/// Whether consents hold a thing back from a reader now for this that it is about.
#[diesel::dsl::auto_type]
pub(crate) fn is_held(reader: Reader) -> _ {
    let holding: holding_from = holding_from(reader);
    let written_by_others: written_by_others = written_by_others(reader);
    exists(
        holding
            .filter(consent_holds::topic_id.eq(item_topics::topic_id))
            .filter(consent_holds::case_id.eq(item_topics::case_id)),
    )
    .and(written_by_others)
}

/// What somebody wrote down themselves is kept from them only where it was hidden itself.
#[diesel::dsl::auto_type]
fn written_by_others(reader: Reader) -> _ {
    let own: Key = Key(reader.own());
    item_topics::author_id.ne(own)
}

/// Whether a restriction or a consent keeps a column's person or thing itself from a reader now, who is not
/// that person.
macro_rules! is_kept_back {
    ($reader:expr, $topic:expr) => {{
        use diesel::{dsl::exists, prelude::*};
        use $crate::{
            dialect::Key,
            hidden::{holding_from, keeping_from},
            schema::{consent_holds, restrictions},
        };
        let topic = $topic.nullable();
        let keeping = keeping_from($reader).filter(restrictions::topic_id.nullable().eq(topic));
        let holding = holding_from($reader).filter(consent_holds::topic_id.nullable().eq(topic));
        exists(keeping).or(exists(holding)).and(topic.ne(Some(Key($reader.own()))))
    }};
}

pub(crate) use is_kept_back;

/// Whether a thing is kept from a reader now for this that it is about.
#[diesel::dsl::auto_type]
pub(crate) fn is_withheld(reader: Reader) -> _ {
    let is_restricted: is_restricted = is_restricted(reader);
    let is_held: is_held = is_held(reader);
    is_restricted.or(is_held)
}

/// The things that are kept from a reader now, with what they are about.
#[diesel::dsl::auto_type]
pub(crate) fn withheld(reader: Reader) -> _ {
    let is_withheld: is_withheld = is_withheld(reader);
    item_topics::table.filter(is_withheld)
}

/// The things of a case that are kept from a reader now.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn hidden_in(case: Key, reader: Reader) -> _ {
    let withheld: withheld = withheld(reader);
    withheld.filter(item_topics::case_id.eq(case)).select(item_topics::item_id)
}

/// The same, read.
pub(crate) fn hidden(conn: &mut Conn, case: Id<Case>, reader: Reader) -> Result<BTreeSet<Uuid>, Failure> {
    let items = hidden_in(key(case), reader).load::<Key>(conn)?;
    Ok(items.into_iter().map(|item| item.0).collect())
}

/// Whether a thing is kept from a reader now.
pub(crate) fn is_hidden(conn: &mut Conn, item: Uuid, reader: Reader) -> Result<bool, Failure> {
    Ok(select(exists(withheld(reader).filter(item_topics::item_id.eq(Key(item))))).get_result(conn)?)
}

/// Whether something was kept from a reader when this was written of it, and is not any more: lifting a
/// restriction, or agreeing after all, opens nothing retroactively. Ids of histories sort by time like those of
/// changes.
macro_rules! was_kept_back {
    ($reader:expr, $item:expr, ($record:expr, $case:expr)) => {{
        use diesel::{dsl::exists, prelude::*};
        use $crate::{
            dialect::Key,
            hidden::{holds_for, reaches},
            schema::{consent_holds, item_topics, restrictions},
        };
        let by_others = || item_topics::author_id.ne(Key($reader.own()));
        let topics = || item_topics::table.filter(item_topics::item_id.eq($item));
        let restricted = topics()
            .filter(item_topics::topic_id.eq(restrictions::topic_id))
            .filter(item_topics::topic_id.eq(item_topics::item_id).or(by_others()));
        let lifted = restrictions::table
            .filter(restrictions::lifted)
            .filter(reaches($reader))
            .filter(restrictions::case_id.eq($case))
            .filter(restrictions::id.lt($record))
            .filter(restrictions::change_id.gt($record))
            .filter(exists(restricted));
        let held = topics().filter(item_topics::topic_id.eq(consent_holds::topic_id)).filter(by_others());
        let ended = holds_for($reader)
            .filter(consent_holds::case_id.eq($case))
            .filter(consent_holds::change_id.lt($record))
            .filter(consent_holds::ended_by.gt($record.nullable()))
            .filter(exists(held));
        exists(lifted).or(exists(ended))
    }};
}

pub(crate) use was_kept_back;

/// The parts of things, among these, that are kept from a reader now, or were when they were written.
pub(crate) fn parts_kept_from(
    conn: &mut Conn,
    parts: &BTreeSet<Key>,
    reader: Reader,
) -> Result<BTreeSet<Uuid>, Failure> {
    let kept = item_topics::table
        .filter(item_topics::item_id.eq_any(parts.clone()))
        .filter(is_withheld(reader).or(was_withheld(reader)))
        .select(item_topics::item_id)
        .load::<Key>(conn)?;
    Ok(kept.into_iter().map(|part| part.0).collect())
}

/// Whether a part was kept from a reader when it was written, and is not any more.
#[diesel::dsl::auto_type]
fn was_withheld(reader: Reader) -> _ {
    let reaches: reaches = reaches(reader);
    let holds: holds_for = holds_for(reader);
    let written_by_others: written_by_others = written_by_others(reader);
    let lifted = restrictions::table
        .filter(restrictions::lifted)
        .filter(reaches)
        .filter(restrictions::case_id.eq(item_topics::case_id))
        .filter(restrictions::topic_id.eq(item_topics::topic_id))
        .filter(restrictions::id.lt(item_topics::change_id))
        .filter(restrictions::change_id.gt(item_topics::change_id));
    let ended = holds
        .filter(consent_holds::case_id.eq(item_topics::case_id))
        .filter(consent_holds::topic_id.eq(item_topics::topic_id))
        .filter(consent_holds::change_id.lt(item_topics::change_id))
        .filter(consent_holds::ended_by.gt(item_topics::change_id.nullable()));
    exists(lifted).or(exists(ended)).and(written_by_others)
}

/// Whether something that reaches the plan is kept from a reader in a case, who then cannot coordinate the
/// whole of it.
pub(crate) fn reaches_the_plan(conn: &mut Conn, case: Id<Case>, reader: Reader) -> Result<bool, Failure> {
    let reaching = keeping_from(reader)
        .filter(restrictions::case_id.eq(key(case)))
        .filter(restrictions::spares_coordinator);
    Ok(select(exists(reaching)).get_result(conn)?)
}

/// Whether a person is kept from a reader, who is not the person.
pub(crate) fn is_person_hidden(conn: &mut Conn, person: Uuid, reader: Reader) -> Result<bool, Failure> {
    let keeping = keeping_from(reader).filter(restrictions::topic_id.eq(Key(person)));
    let holding = holding_from(reader).filter(consent_holds::topic_id.eq(Key(person)));
    Ok(reader.own() != person && select(exists(keeping).or(exists(holding))).get_result(conn)?)
}

/// Whether a thing or a person of a case is kept from a reader now: by itself, or for what it is about.
pub(crate) fn is_kept_from(
    conn: &mut Conn,
    (case, topic): (Id<Case>, Uuid),
    reader: Reader,
) -> Result<bool, Failure> {
    Ok(kept_back(conn, case, reader)?.contains(&topic) || is_hidden(conn, topic, reader)?)
}

/// The things and people of a case that are kept from a reader by themselves.
pub(crate) fn kept_back(conn: &mut Conn, case: Id<Case>, reader: Reader) -> Result<BTreeSet<Uuid>, Failure> {
    let keeping = keeping_from(reader).filter(restrictions::case_id.eq(key(case)));
    let topics = keeping.select(restrictions::topic_id).load::<Key>(conn)?;
    let holding = holding_from(reader).filter(consent_holds::case_id.eq(key(case)));
    let held = holding.select(consent_holds::topic_id).load::<Key>(conn)?;
    Ok(topics.into_iter().chain(held).map(|topic| topic.0).filter(|topic| *topic != reader.own()).collect())
}

/// Keeps what a record is about, and whom a restriction names.
pub(crate) fn index(conn: &mut Conn, change: Key, author: Key, record: &Record) -> Result<(), Failure> {
    if let Record::Restriction(it) = record {
        return index_names(conn, change, (key(it.id), it.version), it.names());
    }
    if let Record::Safeguard(it) = record {
        return index_names(conn, change, (key(it.id), it.version), it.names());
    }
    index_items(conn, (change, author), &items(record))
}

/// Whom they name never changes.
fn index_names(
    conn: &mut Conn,
    change: Key,
    (of, version): (Key, Version),
    names: impl IntoIterator<Item = Name>,
) -> Result<(), Failure> {
    if version > 0 {
        return Ok(());
    }
    for (kind, id) in names {
        diesel::insert_into(restriction_names::table)
            .values((
                restriction_names::restriction_id.eq(of),
                restriction_names::kind.eq(kind),
                restriction_names::name_id.eq(Key(id)),
                restriction_names::change_id.eq(change),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Adds what things are about, and keeps what they were about before: words that take another turn do not
/// come out of hiding.
fn index_items(conn: &mut Conn, (change, author): (Key, Key), items: &[ItemTopics]) -> Result<(), Failure> {
    let known = topics_of(conn, items.iter().map(|it| it.item).collect())?;
    let served = topics_of(conn, items.iter().flat_map(|it| it.serves.iter().copied()).collect())?;
    for item in items {
        let shared = served.iter().filter(|(of, topic)| item.serves.contains(&of.0) && of != topic);
        let mut all: BTreeSet<Key> =
            item.topics.iter().copied().map(Key).chain(shared.map(|(_, topic)| *topic)).collect();
        if !all.iter().any(|topic| topic.0 != item.item && is_person(topic.0)) {
            all.insert(Key(FAMILY));
        }
        all.extend(item.agents.iter().copied().map(Key));
        for topic in all.into_iter().filter(|topic| !known.contains(&(Key(item.item), *topic))) {
            diesel::insert_into(item_topics::table)
                .values((
                    item_topics::item_id.eq(Key(item.item)),
                    item_topics::topic_id.eq(topic),
                    item_topics::case_id.eq(key(item.case_id)),
                    item_topics::author_id.eq(author),
                    item_topics::change_id.eq(change),
                ))
                .execute(conn)?;
        }
    }
    Ok(())
}

fn topics_of(conn: &mut Conn, items: BTreeSet<Uuid>) -> Result<BTreeSet<(Key, Key)>, Failure> {
    if items.is_empty() {
        return Ok(BTreeSet::new());
    }
    let rows = item_topics::table
        .filter(item_topics::item_id.eq_any(items.into_iter().map(Key)))
        .select((item_topics::item_id, item_topics::topic_id))
        .load::<(Key, Key)>(conn)?;
    Ok(rows.into_iter().collect())
}
