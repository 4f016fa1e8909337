//! The audit log and the outbox: one entry and one event per change, in the same transaction. The
//! entries of a case form a hash chain, so that a changed, removed or inserted entry shows.

use chrono::{NaiveDateTime, SubsecRound};
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;
use whakakaha_domain::{
    command::{Change, Moment},
    digest::sha256,
    operation::{Effect, Operation},
};

use crate::{
    access,
    departure::Doorkeeper,
    dialect::{Conn, Key},
    error::Failure,
    record::{self, Serialised, Written},
    schema::{audit_heads, audit_log, outbox, unrelayed},
};

/// What an entry says, in the order in which it is hashed. Never what the written things say.
#[derive(Clone, Serialize)]
pub(crate) struct Entry {
    pub(crate) change_id: Uuid,
    pub(crate) chain_id: Uuid,
    pub(crate) sequence: i32,
    pub(crate) operation: String,
    pub(crate) actor_kind: String,
    pub(crate) actor_id: Option<Uuid>,
    pub(crate) client: String,
    pub(crate) request_id: String,
    pub(crate) subject_kind: String,
    pub(crate) subject_id: Uuid,
    pub(crate) case_id: Option<Uuid>,
    pub(crate) occurred_at: NaiveDateTime,
    pub(crate) records: String,
    pub(crate) previous_hash: String,
}

impl Entry {
    /// The hash that the next entry of the chain builds on.
    pub(crate) fn hash(&self) -> Result<String, Failure> {
        let canonical = serde_json::to_vec(self).map_err(|error| Failure::Bug(error.into()))?;
        Ok(sha256(&canonical))
    }
}

/// One execution of an operation: what is done, by whom and when, on which request.
pub(crate) struct Act<'a> {
    pub(crate) operation: Operation,
    pub(crate) at: &'a Moment,
    pub(crate) request_id: &'a str,
}

/// Writes a change: its event, its audit entry, and every record, in this order, because each row
/// refers to the one before.
pub(crate) fn write(conn: &mut Conn, act: &Act<'_>, change: &Change) -> Result<(), Failure> {
    let records = change.records().iter().map(record::serialise).collect::<Result<Vec<_>, _>>()?;
    let (entry, new_chain) = entry(conn, act, change, &records)?;
    let doorkeeper = Doorkeeper::before(conn, act.at, change)?;
    announce(conn, act.operation, &entry)?;
    let hash = append(conn, &entry)?;
    access::index_change(conn, &entry, act.at)?;
    let author = Key(act.at.actor.principal.id().unwrap_or_default());
    for serialised in records {
        record::write(conn, (Key(act.at.change_id), author), serialised)?;
    }
    doorkeeper.after(conn, act.at)?;
    advance(conn, &entry, &hash, new_chain)
}

fn entry(
    conn: &mut Conn,
    act: &Act<'_>,
    change: &Change,
    records: &[Serialised<'_>],
) -> Result<(Entry, bool), Failure> {
    let subject = change.subject();
    let case_id = subject.case_id.map(whakakaha_domain::ids::Id::uuid);
    let chain_id = case_id.unwrap_or(subject.id);
    let head = audit_heads::table
        .find(Key(chain_id))
        .select((audit_heads::sequence, audit_heads::hash))
        .first::<(i32, String)>(conn)
        .optional()?;
    let new_chain = head.is_none();
    let (sequence, previous_hash) = head.unwrap_or_default();
    let entry = Entry {
        change_id: act.at.change_id,
        chain_id,
        sequence: sequence + 1,
        operation: act.operation.name().to_owned(),
        actor_kind: act.at.actor.principal.kind().to_owned(),
        actor_id: act.at.actor.principal.id(),
        client: act.at.actor.client.clone(),
        request_id: act.request_id.to_owned(),
        subject_kind: subject.kind.to_owned(),
        subject_id: subject.id,
        case_id,
        // As exactly as both databases store it, or the hash would not fit what is read back.
        occurred_at: act.at.now.trunc_subsecs(6).naive_utc(),
        records: summary(records)?,
        previous_hash,
    };
    Ok((entry, new_chain))
}

fn summary(records: &[Serialised<'_>]) -> Result<String, Failure> {
    let written: Vec<Written> = records
        .iter()
        .map(|record| Written {
            kind: record.kind,
            id: record.id,
            version: record.version,
            sha256: sha256(record.body.as_bytes()),
        })
        .collect();
    serde_json::to_string(&written).map_err(|error| Failure::Bug(error.into()))
}

fn announce(conn: &mut Conn, operation: Operation, entry: &Entry) -> Result<(), Failure> {
    let Effect::Announces(event) = operation.effect() else {
        return Err(Failure::Bug(format!("{} only reads", operation.name()).into()));
    };
    diesel::insert_into(outbox::table)
        .values((
            outbox::change_id.eq(Key(entry.change_id)),
            outbox::event.eq(event),
            outbox::subject_kind.eq(&entry.subject_kind),
            outbox::subject_id.eq(Key(entry.subject_id)),
            outbox::case_id.eq(entry.case_id.map(Key)),
            outbox::sequence.eq(entry.sequence),
            outbox::occurred_at.eq(entry.occurred_at),
        ))
        .execute(conn)?;
    diesel::insert_into(unrelayed::table)
        .values(unrelayed::change_id.eq(Key(entry.change_id)))
        .execute(conn)?;
    Ok(())
}

fn append(conn: &mut Conn, entry: &Entry) -> Result<String, Failure> {
    use audit_log::dsl;
    let hash = entry.hash()?;
    diesel::insert_into(dsl::audit_log)
        .values((
            dsl::change_id.eq(Key(entry.change_id)),
            dsl::chain_id.eq(Key(entry.chain_id)),
            dsl::sequence.eq(entry.sequence),
            dsl::operation.eq(&entry.operation),
            dsl::actor_kind.eq(&entry.actor_kind),
            dsl::actor_id.eq(entry.actor_id.map(Key)),
            dsl::client.eq(&entry.client),
            dsl::request_id.eq(&entry.request_id),
            dsl::subject_kind.eq(&entry.subject_kind),
            dsl::subject_id.eq(Key(entry.subject_id)),
            dsl::case_id.eq(entry.case_id.map(Key)),
            dsl::occurred_at.eq(entry.occurred_at),
            dsl::records.eq(&entry.records),
            dsl::previous_hash.eq(&entry.previous_hash),
            dsl::hash.eq(&hash),
        ))
        .execute(conn)?;
    Ok(hash)
}

fn advance(conn: &mut Conn, entry: &Entry, hash: &str, new_chain: bool) -> Result<(), Failure> {
    use audit_heads::dsl;
    let head =
        (dsl::change_id.eq(Key(entry.change_id)), dsl::sequence.eq(entry.sequence), dsl::hash.eq(hash));
    if new_chain {
        diesel::insert_into(dsl::audit_heads)
            .values((dsl::chain_id.eq(Key(entry.chain_id)), head))
            .execute(conn)?;
    } else {
        diesel::update(dsl::audit_heads.find(Key(entry.chain_id))).set(head).execute(conn)?;
    }
    Ok(())
}
