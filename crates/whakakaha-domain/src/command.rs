//! The vocabulary of writing: a command is a value, a target and a rule; its answer is a change.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{
    actor::Actor,
    case::Case,
    ids::{Id, nth},
    operation::Operation,
    record::{Record, Stored},
    refusal::Refusal,
};

/// Something a caller asks for that changes what is stored.
///
/// The store finds the target among what the caller may know of, asks the policy whether the caller
/// may do [`OPERATION`](Self::OPERATION) to it, and only then asks the rule to decide.
pub trait Command: Send + Sync {
    /// What must exist and be known to the caller, with the facts that the rule looks at.
    type Target;
    /// Which row of the policy applies.
    const OPERATION: Operation;

    /// Says what is to be written, or why not. Never looks at anything but its arguments.
    fn decide(&self, target: &Self::Target, at: &Moment) -> Result<Decision, Refusal>;
}

/// Time, caller and identity of one execution, fixed before the rule runs, so that row, audit entry
/// and event agree, and so that a retried transaction writes the same thing.
#[derive(Clone, Debug)]
pub struct Moment {
    /// The instant of the execution.
    pub now: DateTime<Utc>,
    /// Who asks.
    pub actor: Actor,
    /// The id of the change; ids of new things are derived from it.
    pub change_id: Uuid,
}

impl Moment {
    /// The id of the `n`th thing that this execution makes: unique, ordered, the same on a retry.
    #[must_use]
    pub fn id<T>(&self, n: u32) -> Id<T> {
        Id::new(nth(self.change_id, n))
    }
}

/// What a rule answers when it does not refuse.
pub enum Decision {
    /// What was asked for already holds: nothing is written, announced or audited.
    Unchanged,
    /// This is to be written.
    Change(Change),
    /// No; but that it was asked is evidence: this is written, audited and announced, and the caller is told
    /// the refusal.
    Kept(Change, Refusal),
}

impl From<Change> for Decision {
    fn from(change: Change) -> Self {
        Self::Change(change)
    }
}

/// What a change is about: the thing that the audit entry and the event name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The kind of thing, such as `consent`.
    pub kind: &'static str,
    /// Which one.
    pub id: Uuid,
    /// The case it belongs to; events of one case are numbered in order.
    pub case_id: Option<Id<Case>>,
}

/// Everything that one decision writes: the only thing that the store can write.
///
/// Only a rule can make one, so nothing is written without a rule:
/// ```compile_fail,E0624
/// # use whakakaha_domain::{case::Case, command::Change, ids::Id};
/// fn forge(id: Id<Case>) -> Change {
///     Change::of(id)
/// }
/// ```
/// ```compile_fail,E0451
/// # use whakakaha_domain::command::{Change, Subject};
/// fn forge(subject: Subject) -> Change {
///     Change { subject, records: Vec::new() }
/// }
/// ```
pub struct Change {
    subject: Subject,
    records: Vec<Record>,
}

impl Change {
    /// A change of this thing, which belongs to no case.
    pub(crate) fn of<T: Stored>(id: Id<T>) -> Self {
        let subject = Subject { kind: T::KIND, id: id.uuid(), case_id: None };
        Self { subject, records: Vec::new() }
    }

    /// Says to which case the thing belongs.
    #[must_use]
    pub(crate) const fn in_case(mut self, case: Id<Case>) -> Self {
        self.subject.case_id = Some(case);
        self
    }

    /// Adds a thing to write: new when its version is 0, else in place of the version that was read.
    #[must_use]
    pub(crate) fn put(mut self, record: impl Into<Record>) -> Self {
        self.records.push(record.into());
        self
    }

    /// Adds several.
    #[must_use]
    pub(crate) fn put_all(mut self, records: impl IntoIterator<Item = impl Into<Record>>) -> Self {
        self.records.extend(records.into_iter().map(Into::into));
        self
    }

    /// What the change is about.
    #[must_use]
    pub const fn subject(&self) -> Subject {
        self.subject
    }

    /// What is to be written, in order.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// What is to be written, for tests that go on with it.
    #[cfg(test)]
    pub(crate) fn into_records(self) -> Vec<Record> {
        self.records
    }
}
