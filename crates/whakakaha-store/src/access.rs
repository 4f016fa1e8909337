//! The access log: who was shown something about whom, and who asked in vain. One record a request,
//! durable before the answer leaves; ids only, never names or content.

mod recorder;

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use diesel::prelude::*;
use serde::Serialize;
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal, case::Case, family::Family, ids::Id, intake::Intake, operation::Operation,
    person::Person,
};

pub(crate) use recorder::Recorder;

use crate::{db::Execution, dialect::Key, error::Failure, schema::access_log, viewer::Viewer};

/// Whom a thing tells something about. A record names the whole to which the thing belongs: a case, with
/// the family that it is about, or a family, a person or an intake that is read by itself.
pub enum About<T> {
    /// Nobody: the directory, and what the service's own sweeps look for. Leaves no record.
    Nobody,
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
}

/// Something that is only shown to somebody together with an access record.
pub trait Recorded: Sized {
    /// Whom it tells something about.
    const ABOUT: About<Self>;
}

impl<T> About<T> {
    const fn is_somebody(&self) -> bool {
        !matches!(self, Self::Nobody)
    }

    fn subjects(&self, thing: &T) -> Vec<Subject> {
        let one = |kind, id| vec![Subject { kind, id }];
        match self {
            Self::Nobody => Vec::new(),
            Self::Case(of) => one("case", of(thing).uuid()),
            Self::Family(of) => one("family", of(thing).uuid()),
            Self::Person(of) => one("person", of(thing).uuid()),
            Self::People(of) => of(thing).map(|id| Subject { kind: "person", id: id.uuid() }).into(),
            Self::Intake(of) => one("intake", of(thing).uuid()),
        }
    }
}

/// Somebody, or what belongs to them, as a record names it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Subject {
    kind: &'static str,
    id: Uuid,
}

/// What a unit has looked at so far.
#[derive(Default)]
pub(crate) struct Sighting {
    operation: Option<Operation>,
    seen: BTreeSet<Subject>,
}

impl Sighting {
    /// Somebody begins to look.
    pub(crate) fn begin<T: Recorded>(&mut self, operation: Operation) {
        if T::ABOUT.is_somebody() {
            self.operation = Some(operation);
        }
    }

    /// Something was found and will be shown.
    pub(crate) fn note<T: Recorded>(&mut self, thing: &T) {
        self.seen.extend(T::ABOUT.subjects(thing));
    }

    /// The operation and what was seen, as a record says it; `None` where nobody is affected.
    pub(crate) fn summary(&self) -> Option<(&'static str, String)> {
        let seen = serde_json::to_string(&self.seen).unwrap_or_default();
        self.operation.map(|operation| (operation.name(), seen))
    }
}

/// What the caller was told.
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    Allowed,
    Absent,
    Forbidden,
    Scope,
    Refused,
}

impl Outcome {
    /// What the caller is told by this; `None` where it is told nothing of what is stored.
    pub(crate) const fn of<T>(outcome: &Result<T, Failure>) -> Option<Self> {
        match outcome {
            Ok(_) => Some(Self::Allowed),
            Err(Failure::Absent) => Some(Self::Absent),
            Err(Failure::Forbidden(_)) => Some(Self::Forbidden),
            Err(Failure::Scope(_)) => Some(Self::Scope),
            Err(Failure::Refused(_)) => Some(Self::Refused),
            Err(
                Failure::Unknown
                | Failure::Stale { .. }
                | Failure::Contended
                | Failure::KeyReused
                | Failure::Cursor
                | Failure::Unavailable(_)
                | Failure::Bug(_),
            ) => None,
        }
    }

    const fn code(self) -> &'static str {
        match self {
            Self::Allowed => "allowed",
            Self::Absent => "absent",
            Self::Forbidden => "forbidden",
            Self::Scope => "scope",
            Self::Refused => "refused",
        }
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
}

impl Record {
    /// The record of a look; `None` where nobody is affected, or the service looked by itself.
    pub(crate) fn of(
        execution: &Execution,
        viewer: &Viewer,
        sighting: &Sighting,
        outcome: Outcome,
    ) -> Option<Self> {
        if viewer.actor.principal == Principal::Service {
            return None;
        }
        let (operation, seen) = sighting.summary()?;
        Some(Self::new(execution, viewer, (operation.to_owned(), seen), outcome))
    }

    /// The record of a look at what an earlier one had shown.
    pub(crate) fn new(
        execution: &Execution,
        viewer: &Viewer,
        (operation, seen): (String, String),
        outcome: Outcome,
    ) -> Self {
        let principal = viewer.actor.principal;
        Self {
            id: Key(execution.change_id),
            occurred_at: viewer.now.naive_utc(),
            actor_kind: principal.kind(),
            actor_id: principal.id().map(Key),
            agency_id: principal.agency().map(|agency| Key(agency.uuid())),
            client: viewer.actor.client.clone(),
            request_id: execution.request_id.clone(),
            operation,
            target_id: execution.target.map(Key),
            outcome: outcome.code(),
            seen,
        }
    }
}
