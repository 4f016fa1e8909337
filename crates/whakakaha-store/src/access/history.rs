//! Who has looked at, or changed, what is on record about somebody: as they ask for it themselves.

mod entry;
mod subjects;
mod told;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use uuid::Uuid;
use whakakaha_domain::{
    access::{Deed, Onlooker, Topic, Whose},
    actor::Principal,
    agency::Agency,
    break_glass::EmergencyTold,
    command::Moment,
    ids::Id,
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    worker::Worker,
};

use super::{About, Recorded};
use crate::{
    audit::Entry,
    case::first_change_at,
    dialect::{Conn, Key, key},
    disclosure::items_inside,
    error::Failure,
    page::{Page, PageRequest, Position},
    safety::unknown_meetings,
    schema::access_subjects,
    unit::{Door, List},
};
use subjects::{subjects, supported};
use told::{Knowledge, Told, is_of, is_told};

/// One look or change by somebody who acts for an agency or runs the service, as it may be told to a member of
/// the family: which thing it was is not said, because it may be for somebody else of the family alone.
pub struct AccessEntry {
    /// Which one.
    pub id: Uuid,
    /// Who asks.
    pub reader: Id<Person>,
    /// When it was.
    pub at: DateTime<Utc>,
    /// What they did.
    pub deed: Deed,
    /// What it was about.
    pub topic: Topic,
    /// Whose record.
    pub whose: Whose,
    /// Who it was.
    pub onlooker: Onlooker,
    /// The worker.
    pub worker: Option<Id<Worker>>,
    /// The agency.
    pub agency: Option<Id<Agency>>,
    /// The emergency access to which it belongs, which is over.
    pub emergency: Option<EmergencyTold>,
}

/// Which entries are wanted.
#[derive(Clone, Copy, Debug)]
pub struct AccessFilter {
    /// From this instant on.
    pub since: Option<DateTime<Utc>>,
    /// Before this instant.
    pub until: Option<DateTime<Utc>>,
    /// By this agency.
    pub agency: Option<Id<Agency>>,
}

impl Recorded for AccessEntry {
    const ABOUT: About<Self> = About::Person(|it| it.reader);
}

impl List for AccessEntry {
    const OPERATION: Operation = Operation::ReadOwnAccess;
    type Filter = AccessFilter;

    fn standing(door: &mut Door<'_>, _: &AccessFilter) -> Result<Option<Standing>, Failure> {
        Ok(Some(oneself(door)))
    }

    fn page(door: &mut Door<'_>, wanted: &AccessFilter, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = door.viewer.actor.principal.person().ok_or(Failure::Absent)?;
        let subjects = subjects(door, reader)?;
        let known: Vec<Key> = subjects.iter().map(|(subject, _)| *subject).collect();
        let (supported, things) = supported(door, reader, &known)?;
        let all = [known.as_slice(), supported.as_slice()].concat();
        let knowledge =
            Knowledge { unknown: unknown_meetings(door, &all)?, shared: items_inside(door, &all)? };
        let now = door.viewer.now.naive_utc();
        let told = |subject| is_told(reader, subject, knowledge.clone(), now);
        let of_things = |subject| -> Told { Box::new(told(subject).and(is_of(&things))) };
        let whole = subjects.into_iter().map(|(subject, whose)| (subject, whose, told(subject)));
        let parts = supported.into_iter().map(|subject| (subject, Whose::Ones, of_things(subject)));
        let mut found = BTreeMap::new();
        for (subject, whose, told) in whole.chain(parts) {
            for record in latest(door, subject, told, wanted, page)? {
                let closest = found.entry(record).or_insert(whose);
                *closest = whose.min(*closest);
            }
        }
        let records: Vec<(Key, Whose)> = found.into_iter().rev().take(usize::from(page.limit) + 1).collect();
        let items = entry::entries(door.conn, reader, &known, &records)?;
        Ok(Page::cut(items, page, |item: &Self| Position { sort: String::new(), id: item.id }))
    }
}

/// How somebody stands to what is on record about themselves.
pub(crate) fn oneself(door: &Door<'_>) -> Standing {
    let is_family = matches!(door.viewer.actor.principal, Principal::Family(_));
    door.standing(is_family.then_some(Relation::Oneself))
}

/// The latest records about a subject that may be told to the reader, and come before the page's beginning.
fn latest(
    door: &mut Door<'_>,
    subject: Key,
    told: Told,
    wanted: &AccessFilter,
    page: &PageRequest,
) -> Result<Vec<Key>, Failure> {
    let mut query = access_subjects::table
        .filter(access_subjects::subject_id.eq(subject))
        .filter(told)
        .order(access_subjects::record_id.desc())
        .limit(page.fetch())
        .select(access_subjects::record_id)
        .into_boxed();
    if let Some(after) = &page.after {
        query = query.filter(access_subjects::record_id.lt(Key(after.id)));
    }
    if let Some(since) = wanted.since {
        query = query.filter(access_subjects::record_id.ge(first_change_at(since)));
    }
    if let Some(until) = wanted.until {
        query = query.filter(access_subjects::record_id.lt(first_change_at(until)));
    }
    if let Some(agency) = wanted.agency {
        query = query.filter(access_subjects::agency_id.eq(key(agency)));
    }
    Ok(query.load(door.conn)?)
}

/// Lets those whom a change is about find it. The access log does the same for looks, by a trigger.
pub(crate) fn index_change(conn: &mut Conn, entry: &Entry, at: &Moment) -> Result<(), Failure> {
    let Some(agency) = at.actor.principal.agency() else { return Ok(()) };
    diesel::insert_into(access_subjects::table)
        .values((
            access_subjects::subject_id.eq(Key(entry.chain_id)),
            access_subjects::record_id.eq(Key(entry.change_id)),
            access_subjects::agency_id.eq(key(agency)),
        ))
        .execute(conn)?;
    Ok(())
}
