//! Entries of the family's profile.

use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    case::{Case, CaseFile},
    code::CodeList,
    entity::Entity,
    filed::Filed,
    ids::Id,
    operation::Operation,
    policy::Standing,
    profile::{NamedEntries, ProfileEntry, ProfileKind},
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Key, key},
    error::Failure,
    hidden::{hidden_in, is_hidden},
    page::{Page, PageRequest},
    record::Row,
    schema::profile_entries,
    unit::{Door, Find, Found, List, Read},
};

impl Find for Entity<ProfileEntry> {
    type Key = Id<ProfileEntry>;

    /// An entry that was removed is known only to those who could remove it.
    fn find(door: &mut Door<'_>, id: &Id<ProfileEntry>) -> Result<Option<Found<Self>>, Failure> {
        let row = profile_entries::table
            .find(key(*id))
            .select((profile_entries::id, profile_entries::version, profile_entries::body))
            .first::<Row<ProfileEntry>>(door.conn)
            .optional()?;
        let Some(Row(entry)) = row else { return Ok(None) };
        let Some(standing) = case::standing(door, entry.case_id)? else { return Ok(None) };
        let reader = case::reader(door.viewer, &standing);
        let removed = entry.removed_at.is_some() && !standing.permits(Operation::RemoveProfileEntry);
        if removed || is_hidden(door.conn, id.uuid(), reader)? {
            return Ok(None);
        }
        Ok(Some(Found { version: entry.version, thing: entry, standing }))
    }
}

impl Recorded for Entity<ProfileEntry> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(self.body.recorded_by.as_mut().map(Id::uuid_mut).into_iter().collect())
    }
}

impl Read for Entity<ProfileEntry> {
    const OPERATION: Operation = Operation::ReadProfile;
}

impl Find for Filed<ProfileEntry> {
    type Key = Id<ProfileEntry>;

    fn find(door: &mut Door<'_>, id: &Id<ProfileEntry>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<ProfileEntry>>::find(door, id)? else { return Ok(None) };
        let Some(file) = case::case_file(door, found.thing.case_id)? else { return Ok(None) };
        let thing = Self { case: file.thing, thing: found.thing };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// Which entries are wanted.
#[derive(Clone, Copy)]
pub struct EntryFilter {
    /// Of which case.
    pub case: Id<Case>,
    /// Of which list; none: of all four.
    pub kind: Option<ProfileKind>,
}

impl List for Entity<ProfileEntry> {
    const OPERATION: Operation = Operation::ReadProfile;
    type Filter = EntryFilter;

    fn standing(door: &mut Door<'_>, filter: &EntryFilter) -> Result<Option<Standing>, Failure> {
        case::standing(door, filter.case)
    }

    fn page(door: &mut Door<'_>, filter: &EntryFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = case::reader_of(door, filter.case)?;
        let mut query = profile_entries::table
            .filter(profile_entries::case_id.eq(key(filter.case)))
            .filter(profile_entries::id.ne_all(hidden_in(key(filter.case), reader)))
            .filter(profile_entries::removed.eq(false))
            .filter(profile_entries::id.gt(Key(page.after_id())))
            .order(profile_entries::id)
            .limit(page.fetch())
            .select((profile_entries::id, profile_entries::version, profile_entries::body))
            .into_boxed();
        if let Some(kind) = filter.kind {
            query = query.filter(profile_entries::kind.eq(kind.code()));
        }
        let rows = query.load::<Row<ProfileEntry>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

/// A case, and the entries named as its key issues.
pub struct KeyIssueKey {
    /// The case.
    pub case: Id<Case>,
    /// The entries.
    pub entries: Vec<Id<ProfileEntry>>,
}

impl Find for NamedEntries {
    type Key = KeyIssueKey;

    fn find(door: &mut Door<'_>, wanted: &KeyIssueKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, &wanted.case)? else { return Ok(None) };
        let known = known(door, wanted.case, &wanted.entries)?;
        let thing = Self { case: found.thing, known };
        Ok(Some(Found { thing, standing: found.standing, version: found.version }))
    }
}

/// Which of these are entries of the case that are not removed and may be known to the caller.
pub(super) fn known(
    door: &mut Door<'_>,
    case: Id<Case>,
    entries: &[Id<ProfileEntry>],
) -> Result<Vec<Id<ProfileEntry>>, Failure> {
    let wanted: Vec<Key> = entries.iter().copied().map(key).collect();
    let reader = case::reader_of(door, case)?;
    let known = profile_entries::table
        .filter(profile_entries::id.eq_any(wanted))
        .filter(profile_entries::id.ne_all(hidden_in(key(case), reader)))
        .filter(profile_entries::case_id.eq(key(case)))
        .filter(profile_entries::removed.eq(false))
        .select(profile_entries::id)
        .load::<Key>(door.conn)?;
    Ok(known.into_iter().map(Key::id).collect())
}
