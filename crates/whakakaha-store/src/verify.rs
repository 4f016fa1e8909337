//! `audit verify`: reads every chain of the audit log and says which entry does not fit.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use crate::{
    audit::Entry,
    db::{Db, end},
    dialect::{Conn, Key},
    error::Failure,
    schema::{audit_heads, audit_log},
};

/// Something that does not fit in the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The chain: a case, or a thing that belongs to no case.
    pub chain: uuid::Uuid,
    /// The place in the chain.
    pub sequence: i32,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What can be wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The entry does not say what it said when it was written.
    Changed,
    /// The entry is missing.
    Removed,
    /// The entry was not written by the service, or stands in the wrong place.
    Inserted,
}

/// What a look through the whole log found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How many entries were read.
    pub entries: u64,
    /// What does not fit, in order.
    pub findings: Vec<Finding>,
}

type Stored = (
    (Key, Key, i32, String, String, Option<Key>, String, String),
    (String, Key, Option<Key>, NaiveDateTime, String, String, String),
);

const BATCH: i64 = 1_000;

/// Reads the whole log, chain by chain, from one snapshot: what is written meanwhile does not disturb.
pub fn verify(db: &Db) -> Result<Report, Failure> {
    db.with_reader(|conn| {
        conn.begin_read()?;
        let report = walk_all(conn);
        end(conn, report)
    })
}

fn walk_all(conn: &mut Conn) -> Result<Report, Failure> {
    let mut report = Report::default();
    let mut walk = Walk::default();
    let mut after = (Key(uuid::Uuid::nil()), 0);
    loop {
        let batch = load(conn, after)?;
        let Some(last) = batch.last() else { break };
        after = (Key(last.0.chain_id), last.0.sequence);
        for (entry, hash) in &batch {
            report.entries += 1;
            walk.step(conn, entry, hash, &mut report.findings)?;
        }
    }
    walk.close(conn, &mut report.findings)?;
    missing_chains(conn, &mut report.findings)?;
    Ok(report)
}

/// The chain being walked: where it stands and what the next entry builds on.
#[derive(Default)]
struct Walk {
    chain: Option<uuid::Uuid>,
    sequence: i32,
    hash: String,
}

impl Walk {
    fn step(
        &mut self,
        conn: &mut Conn,
        entry: &Entry,
        hash: &str,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Failure> {
        if self.chain != Some(entry.chain_id) {
            self.close(conn, findings)?;
            *self = Self { chain: Some(entry.chain_id), ..Self::default() };
        }
        let at = |sequence, wrong| Finding { chain: entry.chain_id, sequence, wrong };
        findings.extend((self.sequence + 1..entry.sequence).map(|gap| at(gap, Wrong::Removed)));
        let gap = entry.sequence != self.sequence + 1;
        if entry.hash()? != hash {
            findings.push(at(entry.sequence, Wrong::Changed));
        } else if !gap && entry.previous_hash != self.hash {
            findings.push(at(entry.sequence, Wrong::Inserted));
        }
        self.sequence = entry.sequence;
        hash.clone_into(&mut self.hash);
        Ok(())
    }

    /// Compares the end of the chain with its head, which is kept apart.
    fn close(&self, conn: &mut Conn, findings: &mut Vec<Finding>) -> Result<(), Failure> {
        let Some(chain) = self.chain else { return Ok(()) };
        let head = audit_heads::table
            .find(Key(chain))
            .select((audit_heads::sequence, audit_heads::hash))
            .first::<(i32, String)>(conn)
            .optional()?;
        let (sequence, hash) = head.unwrap_or_default();
        let at = |sequence, wrong| Finding { chain, sequence, wrong };
        findings.extend((self.sequence + 1..=sequence).map(|gap| at(gap, Wrong::Removed)));
        findings.extend((sequence + 1..=self.sequence).map(|extra| at(extra, Wrong::Inserted)));
        if sequence == self.sequence && hash != self.hash {
            findings.push(at(sequence, Wrong::Changed));
        }
        Ok(())
    }
}

/// Chains of which a head is left and no entry.
fn missing_chains(conn: &mut Conn, findings: &mut Vec<Finding>) -> Result<(), Failure> {
    let orphans = audit_heads::table
        .filter(diesel::dsl::not(diesel::dsl::exists(
            audit_log::table.filter(audit_log::chain_id.eq(audit_heads::chain_id)),
        )))
        .select((audit_heads::chain_id, audit_heads::sequence))
        .load::<(Key, i32)>(conn)?;
    for (chain, sequence) in orphans {
        findings.extend((1..=sequence).map(|gap| Finding {
            chain: chain.0,
            sequence: gap,
            wrong: Wrong::Removed,
        }));
    }
    Ok(())
}

fn load(conn: &mut Conn, (chain, sequence): (Key, i32)) -> Result<Vec<(Entry, String)>, Failure> {
    use audit_log::dsl;
    let rows = dsl::audit_log
        .filter(dsl::chain_id.gt(chain).or(dsl::chain_id.eq(chain).and(dsl::sequence.gt(sequence))))
        .order((dsl::chain_id, dsl::sequence))
        .limit(BATCH)
        .select((
            (
                dsl::change_id,
                dsl::chain_id,
                dsl::sequence,
                dsl::operation,
                dsl::actor_kind,
                dsl::actor_id,
                dsl::client,
                dsl::request_id,
            ),
            (
                dsl::subject_kind,
                dsl::subject_id,
                dsl::case_id,
                dsl::occurred_at,
                dsl::records,
                dsl::previous_hash,
                dsl::hash,
            ),
        ))
        .load::<Stored>(conn)?;
    Ok(rows.into_iter().map(entry).collect())
}

fn entry(
    ((change, chain, sequence, operation, actor_kind, actor, client, request_id), rest): Stored,
) -> (Entry, String) {
    let (subject_kind, subject, case, occurred_at, records, previous_hash, hash) = rest;
    let entry = Entry {
        change_id: change.0,
        chain_id: chain.0,
        sequence,
        operation,
        actor_kind,
        actor_id: actor.map(|id| id.0),
        client,
        request_id,
        subject_kind,
        subject_id: subject.0,
        case_id: case.map(|id| id.0),
        occurred_at,
        records,
        previous_hash,
    };
    (entry, hash)
}
