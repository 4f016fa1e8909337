//! The units of reading and writing: the only ways to what is stored.

use chrono::TimeDelta;
use whakakaha_domain::{
    command::{Change, Command, Decision, Moment},
    entity::Version,
    operation::Operation,
    policy::{Relation, Standing},
    refusal::Refusal,
};

use crate::{
    access::{Recorded, Sight, Sighting},
    audit::{self, Act},
    authorized::Authorized,
    correction::{AttachedStatement, attached},
    db::Execution,
    dialect::Conn,
    error::Failure,
    idempotency::{self, Answer, Kept, Recalled, Request},
    mention::forget,
    page::{Page, PageRequest},
    viewer::Viewer,
};

/// Something that can be found by a key, among what the caller may know of.
pub trait Find: Sized {
    /// What it is found by.
    type Key: Send;

    #[doc(hidden)]
    fn find(door: &mut Door<'_>, key: &Self::Key) -> Result<Option<Found<Self>>, Failure>;
}

/// Something that is read as it is found, and leaves an access record.
pub trait Read: Find + Recorded {
    /// Which row of the policy applies.
    const OPERATION: Operation;
}

/// Something of which there are lists, each of which leaves an access record.
pub trait List: Recorded {
    /// Which row of the policy applies.
    const OPERATION: Operation;
    /// Which of them are wanted.
    type Filter: Send;

    /// How the caller stands to what the list belongs to; `None`: it may not know of that.
    #[doc(hidden)]
    fn standing(door: &mut Door<'_>, filter: &Self::Filter) -> Result<Option<Standing>, Failure>;

    #[doc(hidden)]
    fn page(door: &mut Door<'_>, filter: &Self::Filter, page: &PageRequest) -> Result<Page<Self>, Failure>;
}

/// What was found, how the caller stands to it, and which version it has.
pub struct Found<T> {
    pub(crate) thing: T,
    pub(crate) standing: Standing,
    pub(crate) version: Version,
}

impl<T> Found<T> {
    /// The same for what is made of the thing.
    pub(crate) fn map<U>(self, make: impl FnOnce(T) -> U) -> Found<U> {
        Found { thing: make(self.thing), standing: self.standing, version: self.version }
    }
}

/// A connection with the one who looks. Its fields are private to the store: a [`Find`] can be used
/// from outside, but not written there.
pub struct Door<'a> {
    pub(crate) conn: &'a mut Conn,
    pub(crate) viewer: &'a Viewer,
    sighting: Sighting,
}

impl<'a> Door<'a> {
    fn new(conn: &'a mut Conn, viewer: &'a Viewer) -> Self {
        Self { conn, viewer, sighting: Sighting::default() }
    }

    /// How the caller stands by these relations.
    pub(crate) fn standing(&self, relations: impl IntoIterator<Item = Relation>) -> Standing {
        self.viewer.standing(relations)
    }

    fn within(&self, operation: Operation) -> Result<(), Failure> {
        if operation.within(self.viewer.actor.scopes) {
            Ok(())
        } else {
            Err(Failure::Scope(operation.scopes()))
        }
    }

    fn read<T: Read>(&mut self, key: &T::Key) -> Result<(Authorized<T>, Version), Failure> {
        self.sighting.begin::<T>(T::OPERATION);
        self.within(T::OPERATION)?;
        let mut found = T::find(self, key)?.ok_or(Failure::Absent)?;
        permit(&found.standing, T::OPERATION)?;
        forget(self, &found.standing, std::slice::from_mut(&mut found.thing))?;
        self.sighting.note(&found.thing);
        Ok((Authorized(found.thing), found.version))
    }

    /// What a command is about, if the caller may give the command.
    fn target<C: Command>(&mut self, key: &<C::Target as Find>::Key) -> Result<Found<C::Target>, Failure>
    where
        C::Target: Find,
    {
        self.within(C::OPERATION)?;
        let found = C::Target::find(self, key)?.ok_or(Failure::Absent)?;
        permit(&found.standing, C::OPERATION)?;
        Ok(found)
    }

    fn list<T: List>(
        &mut self,
        filter: &T::Filter,
        page: &PageRequest,
    ) -> Result<Authorized<Page<T>>, Failure> {
        self.sighting.begin::<T>(T::OPERATION);
        self.within(T::OPERATION)?;
        let standing = T::standing(self, filter)?.ok_or(Failure::Absent)?;
        permit(&standing, T::OPERATION)?;
        let mut page = T::page(self, filter, page)?;
        forget(self, &standing, &mut page.items)?;
        page.items.iter().for_each(|item| self.sighting.note(item));
        Ok(Authorized(page))
    }
}

fn permit(standing: &Standing, operation: Operation) -> Result<(), Failure> {
    match (standing.permits(operation), standing.knows_of(operation)) {
        (true, _) => Ok(()),
        (false, true) => Err(Failure::Forbidden(operation)),
        (false, false) => Err(Failure::Absent),
    }
}

/// Reads, all of it from one snapshot.
pub struct ReadUnit<'a> {
    door: Door<'a>,
}

impl<'a> ReadUnit<'a> {
    pub(crate) fn new(conn: &'a mut Conn, viewer: &'a Viewer) -> Self {
        Self { door: Door::new(conn, viewer) }
    }

    /// What was looked at.
    pub(crate) fn sight(&self) -> Option<Sight> {
        self.door.sighting.summary()
    }

    /// One thing and its version; [`Failure::Absent`] also where the caller may not know of it.
    pub fn read<T: Read>(&mut self, key: &T::Key) -> Result<(Authorized<T>, Version), Failure> {
        self.door.read(key)
    }

    /// A part of a list: only what the caller may know of.
    pub fn list<T: List>(
        &mut self,
        filter: &T::Filter,
        page: &PageRequest,
    ) -> Result<Authorized<Page<T>>, Failure> {
        self.door.list(filter, page)
    }

    /// The statements that go with things that were shown.
    pub fn attached(&mut self, things: &[uuid::Uuid]) -> Result<Vec<AttachedStatement>, Failure> {
        attached(&mut self.door, things)
    }

    /// The whole of a list, but no more than so many: only what the caller may know of.
    pub fn all<T: List>(&mut self, filter: &T::Filter, most: usize) -> Result<Vec<T>, Failure> {
        let mut found = Vec::new();
        let mut page = PageRequest { limit: MOST_AT_ONCE, after: None };
        loop {
            let Page { items, next } = self.door.list::<T>(filter, &page)?.into_inner();
            found.extend(items);
            page.after = next;
            if page.after.is_none() || found.len() >= most {
                found.truncate(most);
                return Ok(found);
            }
        }
    }
}

/// How long a page is where a list is read to its end.
const MOST_AT_ONCE: u16 = 200;

/// Writes in one transaction, with authorisation, audit entry and event.
pub struct WriteUnit<'a> {
    door: Door<'a>,
    at: Moment,
    request_id: &'a str,
    shown_again: Again,
}

/// What a request shows that was sent before.
enum Again {
    /// It was not: what the answer shows was written just now, and the audit entry is the record of that.
    Nothing,
    /// The answer of that time.
    Kept(Option<Sight>),
    /// What the caller may read of it now, or of what it has only tried.
    Read,
    /// Nothing: the caller may not.
    Denied(Operation),
}

impl<'a> WriteUnit<'a> {
    pub(crate) fn new(conn: &'a mut Conn, viewer: &'a Viewer, at: Moment, execution: &'a Execution) -> Self {
        // No audit entry stays of what is only tried: what it shows has a record like what is read.
        let shown_again = if execution.is_trial { Again::Read } else { Again::Nothing };
        Self { door: Door::new(conn, viewer), at, request_id: &execution.request_id, shown_again }
    }

    /// What was shown beside what was written.
    pub(crate) fn into_sight(self) -> Option<Sight> {
        match self.shown_again {
            Again::Nothing => None,
            Again::Kept(sight) => sight,
            Again::Read => self.door.sighting.summary(),
            Again::Denied(operation) => Some(Sighting::denied(operation)),
        }
    }

    /// Finds the target, asks policy and rule, and writes what the rule decided, or nothing.
    ///
    /// `expected` are the versions of which the caller has read one, from `If-Match`: any other is
    /// [`Failure::Stale`]. Answers whether anything was written.
    pub fn execute<C: Command>(
        &mut self,
        key: &<C::Target as Find>::Key,
        command: &C,
        expected: Option<&[Version]>,
    ) -> Result<Written, Failure>
    where
        C::Target: Find,
    {
        let found = match self.door.target::<C>(key) {
            Err(denied @ (Failure::Scope(_) | Failure::Absent | Failure::Forbidden(_))) => {
                self.shown_again = Again::Denied(C::OPERATION);
                return Err(denied);
            }
            found => found?,
        };
        if expected.is_some_and(|versions| !versions.contains(&found.version)) {
            return Err(Failure::Stale);
        }
        let decision = command.decide(&found.thing, &self.at).inspect_err(|refusal| {
            if refusal.code.is_denial() {
                self.shown_again = Again::Denied(C::OPERATION);
            }
        });
        match decision? {
            Decision::Unchanged => Ok(Written { subject: None, refused: None }),
            Decision::Change(change) => self.write(C::OPERATION, &change),
            Decision::Kept(change, refusal) => {
                self.write(C::OPERATION, &change)?;
                Ok(Written { subject: None, refused: Some(refusal) })
            }
        }
    }

    fn write(&mut self, operation: Operation, change: &Change) -> Result<Written, Failure> {
        let act = Act { operation, at: &self.at, request_id: self.request_id };
        audit::write(self.door.conn, &act, change)?;
        Ok(Written { subject: Some(change.subject().id), refused: None })
    }

    /// Reads what the caller may know after the change; a write answers with what a read would.
    pub fn read<T: Read>(&mut self, key: &T::Key) -> Result<(Authorized<T>, Version), Failure> {
        self.door.read(key)
    }

    /// The statements that go with things that were shown.
    pub fn attached(&mut self, things: &[uuid::Uuid]) -> Result<Vec<AttachedStatement>, Failure> {
        attached(&mut self.door, things)
    }

    /// The moment of this execution.
    #[must_use]
    pub const fn moment(&self) -> &Moment {
        &self.at
    }

    /// What was answered before to the same request, if it was sent before. Whoever may no longer give
    /// the command does not get the answer: only what the command made or changed.
    pub fn recall<C: Command>(
        &mut self,
        request: &Request,
        key: &<C::Target as Find>::Key,
    ) -> Result<Option<Recalled>, Failure>
    where
        C::Target: Find,
    {
        let kept = idempotency::recall(self.door.conn, request, self.at.now)?;
        let Some(Kept { answer, subject, sight }) = kept else { return Ok(None) };
        match self.door.target::<C>(key) {
            Ok(_) => {
                self.shown_again = Again::Kept(sight);
                Ok(Some(Recalled::Answer(answer)))
            }
            Err(Failure::Scope(_) | Failure::Absent | Failure::Forbidden(_)) => {
                self.shown_again = Again::Read;
                Ok(Some(Recalled::Subject(subject)))
            }
            Err(failure) => Err(failure),
        }
    }

    /// Keeps the answer, what it is about and what it shows, for when the request is sent again.
    pub fn remember(
        &mut self,
        request: &Request,
        subject: Option<uuid::Uuid>,
        answer: &Answer,
    ) -> Result<(), Failure> {
        let kept = Kept { answer: answer.clone(), subject, sight: self.door.sighting.summary() };
        idempotency::remember(self.door.conn, request, kept, self.at.now)
    }

    /// Deletes the answers that were given this long ago or longer.
    pub(crate) fn forget_answers(&mut self, age: TimeDelta) -> Result<usize, Failure> {
        idempotency::forget(self.door.conn, self.at.now - age)
    }
}

/// What came of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// What was written: the id of the subject; none where nothing had to change.
    pub subject: Option<uuid::Uuid>,
    /// What the caller is to be told instead, where no more was written than that it asked.
    pub refused: Option<Refusal>,
}
