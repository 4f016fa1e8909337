//! The access log: who was shown something about whom, and who asked in vain. One record a request,
//! durable before the answer leaves; ids only, never names or content.

mod history;
mod recorder;

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;
use whakakaha_domain::{
    access::AccessOutcome, actor::Principal, case::Case, code::CodeList, family::Family, ids::Id,
    intake::Intake, meeting::Meeting, operation::Operation, person::Person,
};

pub use history::{AccessEntry, AccessFilter};
pub(crate) use history::{index_change, oneself};
pub(crate) use recorder::Recorder;

use crate::{
    case::grant_used,
    db::Execution,
    dialect::{Conn, Key},
    error::Failure,
    schema::{access_log, case_things},
    viewer::Viewer,
};

/// Whom a thing tells something about. A record names the whole to which the thing belongs: a case, with
/// the family that it is about, or a family, a person or an intake that is read by itself.
pub enum About<T> {
    /// Nobody: the directory, and what the service's own sweeps look for. Leaves no record.
    Nobody,
    /// An agency's own affairs, which are for nobody else. Leaves no record.
    Agency,
    /// A case.
    Case(fn(&T) -> Id<Case>),
    /// A family.
    Family(fn(&T) -> Id<Family>),
    /// A person.
    Person(fn(&T) -> Id<Person>),
    /// Two people at once.
    People(fn(&T) -> [Id<Person>; 2]),
    /// A request for the process.
    Intake(fn(&T) -> Id<Intake>),
    /// Whoever a line of a log is about.
    Several(fn(&T) -> Vec<Subject>),
}

/// Something that is only shown to somebody together with an access record.
pub trait Recorded: Sized {
    /// Whom it tells something about.
    const ABOUT: About<Self>;

    /// The members of the family whom it names beside that, such as who decided something; `None` where it does not say
    /// so to whoever reads.
    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        None
    }

    /// The meeting at which, or for which, it came about.
    fn meeting(&self) -> Option<Id<Meeting>> {
        None
    }

    /// Says nothing of that meeting.
    fn without_meeting(&mut self) {}

    /// The parts of it that can be kept from whoever reads, each by itself; `None` where it has none of that kind.
    fn parts(&self) -> Option<Vec<Uuid>> {
        None
    }

    /// Leaves those parts out.
    fn without_parts(&mut self, _: &BTreeSet<Uuid>) {}

    /// The workers and agencies that it names, such as who wrote it down; `None` where it never names any.
    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        None
    }
}

impl<T> About<T> {
    /// Whether it is about anybody: whoever is shown it leaves a record.
    #[must_use]
    pub const fn is_somebody(&self) -> bool {
        !matches!(self, Self::Nobody | Self::Agency)
    }

    /// Whether whoever is shown it may keep a copy, and ask whether it still holds.
    #[must_use]
    pub const fn may_be_kept(&self) -> bool {
        matches!(self, Self::Nobody)
    }

    fn subjects(&self, thing: &T) -> Vec<Subject> {
        let one = |kind, id| vec![Subject { kind, id }];
        match self {
            Self::Nobody | Self::Agency => Vec::new(),
            Self::Case(of) => one("case", of(thing).uuid()),
            Self::Family(of) => one("family", of(thing).uuid()),
            Self::Person(of) => one("person", of(thing).uuid()),
            Self::People(of) => of(thing).map(|id| Subject { kind: "person", id: id.uuid() }).into(),
            Self::Intake(of) => one("intake", of(thing).uuid()),
            Self::Several(of) => of(thing),
        }
    }
}

/// Somebody, or what belongs to them, as a record names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Subject {
    /// `case`, `family`, `intake` or `person`.
    pub kind: &'static str,
    /// Which one.
    pub id: Uuid,
}

/// Those whom a record names as seen.
pub(crate) fn subjects_in(seen: &str) -> Vec<Subject> {
    let known = |subject: &serde_json::Value| {
        let kind = subject["kind"].as_str()?;
        let kind = ["case", "family", "intake", "person"].into_iter().find(|known| *known == kind)?;
        Some(Subject { kind, id: subject["id"].as_str()?.parse().ok()? })
    };
    let seen: Vec<serde_json::Value> = serde_json::from_str(seen).unwrap_or_default();
    seen.iter().filter_map(known).collect()
}

/// The operation by which something was read, and what was seen, as a record says it.
pub(crate) type Sight = (String, String);

/// What a unit has looked at so far.
#[derive(Default)]
pub(crate) struct Sighting {
    operation: Option<Operation>,
    seen: BTreeSet<Subject>,
}

impl Sighting {
    /// Somebody begins to look. What is read for something larger is recorded as that.
    pub(crate) fn begin<T: Recorded>(&mut self, operation: Operation) {
        if T::ABOUT.is_somebody() {
            self.operation.get_or_insert(operation);
        }
    }

    /// Something was found and will be shown.
    pub(crate) fn note<T: Recorded>(&mut self, thing: &T) {
        self.seen.extend(T::ABOUT.subjects(thing));
    }

    /// The operation that was refused to whoever wanted to write, as a record says it.
    pub(crate) fn denied(operation: Operation) -> Sight {
        (operation.name().to_owned(), NOTHING.to_owned())
    }

    /// The operation and what was seen, as a record says it; `None` where nobody is affected.
    pub(crate) fn summary(&self) -> Option<Sight> {
        let seen = serde_json::to_string(&self.seen).unwrap_or_default();
        self.operation.map(|operation| (operation.name().to_owned(), seen))
    }
}

/// What the caller is told by this; `None` where it is told nothing of what is stored.
const fn told<T>(outcome: &Result<T, Failure>) -> Option<AccessOutcome> {
    match outcome {
        Ok(_) => Some(AccessOutcome::Allowed),
        Err(Failure::Absent) => Some(AccessOutcome::Absent),
        Err(Failure::Forbidden(_)) => Some(AccessOutcome::Forbidden),
        Err(Failure::Refused(refusal)) if refusal.code.is_denial() => Some(AccessOutcome::Forbidden),
        Err(Failure::Scope(_)) => Some(AccessOutcome::Scope),
        Err(Failure::Refused(_)) => Some(AccessOutcome::Refused),
        Err(
            Failure::Unknown
            | Failure::Stale
            | Failure::Contended
            | Failure::KeyReused
            | Failure::Cursor
            | Failure::CursorExpired
            | Failure::Unavailable(_)
            | Failure::Bug(_),
        ) => None,
    }
}

/// A row of the access log.
#[derive(Insertable)]
#[diesel(table_name = access_log, treat_none_as_default_value = false)]
pub(crate) struct Record {
    id: Key,
    occurred_at: NaiveDateTime,
    actor_kind: &'static str,
    actor_id: Option<Key>,
    agency_id: Option<Key>,
    client: String,
    request_id: String,
    operation: String,
    target_id: Option<Key>,
    outcome: &'static str,
    seen: String,
    concerned_id: Option<Key>,
    grant_id: Option<Key>,
}

impl Record {
    /// The record of a look; `None` where it is about nobody, where the service looked by itself, or where
    /// the caller was told nothing.
    pub(crate) fn of<T>(
        conn: &mut Conn,
        (execution, viewer): (&Execution, &Viewer),
        sight: Option<Sight>,
        outcome: &Result<T, Failure>,
    ) -> Result<Option<Self>, Failure> {
        let principal = viewer.actor.principal;
        let sight = sight.filter(|_| principal != Principal::Service);
        let (Some((operation, seen)), Some(told)) = (sight, told(outcome)) else { return Ok(None) };
        let for_nothing = execution.target.filter(|_| outcome.is_err() || seen == NOTHING);
        let concerned_id = for_nothing.map(|target| concerned(conn, Key(target))).transpose()?;
        let is_seen = |id: Key| concerned_id == Some(id) || seen.contains(&id.0.to_string());
        let grant_id = if outcome.is_ok() { grant_used(conn, viewer, is_seen)? } else { None };
        Ok(Some(Self {
            id: Key(execution.change_id),
            occurred_at: viewer.now.naive_utc(),
            actor_kind: principal.kind(),
            actor_id: principal.id().map(Key),
            agency_id: principal.agency().map(|agency| Key(agency.uuid())),
            client: viewer.actor.client.clone(),
            request_id: execution.request_id.clone(),
            operation,
            target_id: execution.target.map(Key),
            outcome: told.code(),
            seen,
            concerned_id,
            grant_id,
        }))
    }
}

/// What a record says where nothing was shown.
pub(crate) const NOTHING: &str = "[]";

/// What was asked for and not shown, or is empty: the case of a thing of a case, so that the family can be told; else the thing.
fn concerned(conn: &mut Conn, target: Key) -> Result<Key, Failure> {
    let case = case_things::table.filter(case_things::id.eq(target)).select(case_things::case_id).first(conn);
    Ok(case.optional()?.unwrap_or(target))
}
