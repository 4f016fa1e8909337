//! What the rules about items look at.

use std::collections::BTreeMap;

use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    agency::Agency,
    case::{Case, CaseFile},
    disclosure::{
        AdviceFile, AdviceRequest, AdviceWanted, Disclosure, DisclosureFile, NamedRecipient, NoticeFile,
        NoticeItem, ProposalFile,
    },
    entity::Entity,
    ids::Id,
    meeting::Meeting,
    person::Person,
    restriction::{Reader, Restriction},
    safety::Safeguard,
    worker::Worker,
};

use super::{known::inside, sheet::sight};
use crate::{
    assignment::worker_by_id,
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::{hidden, kept_back},
    intake::known_agencies,
    record::Row,
    schema::{agencies, disclosures, item_topics, meetings, restrictions, workers},
    unit::{Door, Find, Found},
};

/// A case, and what a proposal names.
#[derive(Clone)]
pub struct ProposalKey {
    /// The case.
    pub case: Id<Case>,
    /// The meeting.
    pub meeting: Option<Id<Meeting>>,
    /// Who is to receive it.
    pub recipients: Vec<NamedRecipient>,
    /// The reference of a demand of the law, as it is compared.
    pub reference: Option<String>,
}

impl ProposalKey {
    /// The agencies and workers among the recipients.
    fn named(&self) -> (Vec<Id<Agency>>, Vec<Key>) {
        let agency = |it: &NamedRecipient| match it {
            NamedRecipient::Agency(agency) => Some(*agency),
            NamedRecipient::Worker(_) | NamedRecipient::FamilyMember(_) => None,
        };
        let worker = |it: &NamedRecipient| match it {
            NamedRecipient::Worker(worker) => Some(key(*worker)),
            NamedRecipient::Agency(_) | NamedRecipient::FamilyMember(_) => None,
        };
        let recipients = || self.recipients.iter();
        (recipients().filter_map(agency).collect(), recipients().filter_map(worker).collect())
    }
}

impl Find for ProposalFile {
    type Key = ProposalKey;

    fn find(door: &mut Door<'_>, wanted: &ProposalKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, &wanted.case)? else { return Ok(None) };
        let meeting = wanted.meeting.map(|id| meeting_of(door.conn, wanted.case, id)).transpose()?;
        let (agencies, named) = wanted.named();
        let workers = workers_named(door.conn, named)?;
        let agencies = known_agencies(door.conn, &agencies)?;
        let ground_used = match &wanted.reference {
            Some(reference) => {
                let used = disclosures::table
                    .filter(disclosures::case_id.eq(key(wanted.case)))
                    .filter(disclosures::request_ref.eq(reference))
                    .select(disclosures::id);
                used.first::<Key>(door.conn).optional()?.is_some()
            }
            None => false,
        };
        let meeting = meeting.flatten();
        let reader = case::reader(door.viewer, &found.standing);
        let hidden = kept_back(door.conn, wanted.case, reader)?;
        Ok(Some(found.map(|case| Self { case, meeting, agencies, workers, ground_used, hidden })))
    }
}

fn workers_named(conn: &mut Conn, named: Vec<Key>) -> Result<Vec<Entity<Worker>>, Failure> {
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let rows = workers::table
        .filter(workers::id.eq_any(named))
        .select((workers::id, workers::version, workers::body))
        .load::<Row<Worker>>(conn)?;
    Ok(Row::entities(rows))
}

fn meeting_of(conn: &mut Conn, case: Id<Case>, id: Id<Meeting>) -> Result<Option<Entity<Meeting>>, Failure> {
    let row = meetings::table
        .filter(meetings::id.eq(key(id)))
        .filter(meetings::case_id.eq(key(case)))
        .select((meetings::id, meetings::version, meetings::body))
        .first::<Row<Meeting>>(conn)
        .optional()?;
    Ok(row.map(|row| row.0))
}

/// What the family, and what keeps somebody safe, keeps from whom, of what an item is about.
fn kept_on(conn: &mut Conn, item: &Entity<Disclosure>) -> Result<Kept, Failure> {
    let topics =
        || item_topics::table.filter(item_topics::item_id.eq(key(item.id))).select(item_topics::topic_id);
    let safe = restrictions::table
        .filter(restrictions::case_id.eq(key(item.case_id)))
        .filter(restrictions::alert_id.is_not_null())
        .filter(restrictions::topic_id.eq_any(topics()))
        .filter(not(restrictions::lifted))
        .select((restrictions::id, restrictions::version, restrictions::body))
        .load::<Row<Safeguard>>(conn)?;
    let rows = restrictions::table
        .filter(restrictions::case_id.eq(key(item.case_id)))
        .filter(restrictions::alert_id.is_null())
        .filter(restrictions::topic_id.eq_any(topics()))
        .filter(not(restrictions::lifted))
        .select((restrictions::id, restrictions::version, restrictions::body))
        .load::<Row<Restriction>>(conn)?;
    Ok((Row::entities(rows), Row::entities(safe)))
}

type Kept = (Vec<Entity<Restriction>>, Vec<Entity<Safeguard>>);

impl Find for DisclosureFile {
    type Key = Id<Disclosure>;

    fn find(door: &mut Door<'_>, id: &Id<Disclosure>) -> Result<Option<Found<Self>>, Failure> {
        let Some(((Row(item), ..), standing)) = sight(door, *id)? else { return Ok(None) };
        let version = item.version;
        let Some(case) = case::load(door.conn, item.case_id)? else { return Ok(None) };
        let meeting = item.meeting_id.map(|it| meeting_of(door.conn, item.case_id, it)).transpose()?;
        let (restrictions, safeguards) = kept_on(door.conn, &item)?;
        let thing = Self { case, item, meeting: meeting.flatten(), restrictions, safeguards };
        Ok(Some(Found { thing, standing, version }))
    }
}

/// A case, and the items of which somebody is to be told.
#[derive(Clone)]
pub struct NoticeKey {
    /// The case.
    pub case: Id<Case>,
    /// The items.
    pub items: Vec<Id<Disclosure>>,
    /// Who is to be told.
    pub person: Id<Person>,
}

impl Find for NoticeFile {
    type Key = NoticeKey;

    fn find(door: &mut Door<'_>, wanted: &NoticeKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, &wanted.case)? else { return Ok(None) };
        let named: Vec<Key> = wanted.items.iter().map(|it| key(*it)).collect();
        let rows = disclosures::table
            .filter(disclosures::id.eq_any(named))
            .filter(disclosures::case_id.eq(key(wanted.case)))
            .filter(inside(door.viewer))
            .select((disclosures::id, disclosures::version, disclosures::body))
            .load::<Row<Disclosure>>(door.conn)?;
        let items = Row::entities(rows);
        let names = names(door.conn, &items)?;
        let meetings = meetings_of(door.conn, &items)?;
        let with_meeting = |item: Entity<Disclosure>| {
            let meeting = meetings.iter().find(|it| Some(it.id) == item.meeting_id).cloned();
            NoticeItem { item, meeting }
        };
        let items = items.into_iter().map(with_meeting).collect();
        let hidden = hidden(door.conn, wanted.case, Reader::FamilyMember(wanted.person))?;
        let hidden = hidden.into_iter().map(Id::new).collect();
        Ok(Some(found.map(|case| Self { case, items, names, hidden })))
    }
}

fn meetings_of(conn: &mut Conn, items: &[Entity<Disclosure>]) -> Result<Vec<Entity<Meeting>>, Failure> {
    let named: Vec<Key> = items.iter().filter_map(|it| it.meeting_id.map(key)).collect();
    if named.is_empty() {
        return Ok(Vec::new());
    }
    let rows = meetings::table
        .filter(meetings::id.eq_any(named))
        .select((meetings::id, meetings::version, meetings::body))
        .load::<Row<Meeting>>(conn)?;
    Ok(Row::entities(rows))
}

/// The names of the agencies and workers in these items.
fn names(conn: &mut Conn, items: &[Entity<Disclosure>]) -> Result<BTreeMap<Uuid, String>, Failure> {
    let of_items = |it: &Entity<Disclosure>| {
        let recipients = it.recipients.clone().into_iter();
        let agencies = recipients.filter_map(|it| it.agency().map(key));
        agencies.chain([key(it.from_agency_id)]).collect::<Vec<_>>()
    };
    let named: Vec<Key> = items.iter().flat_map(of_items).collect();
    let people: Vec<Key> =
        items.iter().flat_map(|it| it.recipients.iter().filter_map(|it| it.worker().map(key))).collect();
    if named.is_empty() {
        return Ok(BTreeMap::new());
    }
    let agencies = agencies::table
        .filter(agencies::id.eq_any(named))
        .select((agencies::id, agencies::name))
        .load::<(Key, String)>(conn)?;
    let workers = workers_named(conn, people)?;
    let workers = workers.into_iter().map(|it| (it.id.uuid(), it.body.name));
    Ok(agencies.into_iter().map(|(id, name)| (id.0, name)).chain(workers).collect())
}

/// An item, and the worker who is to be asked about it.
#[derive(Clone, Copy)]
pub struct AdviceKey {
    /// The item.
    pub item: Id<Disclosure>,
    /// The worker.
    pub adviser: Id<Worker>,
}

impl Find for AdviceWanted {
    type Key = AdviceKey;

    fn find(door: &mut Door<'_>, wanted: &AdviceKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = DisclosureFile::find(door, &wanted.item)? else { return Ok(None) };
        let adviser = worker_by_id(door.conn, wanted.adviser)?;
        Ok(Some(found.map(|file| Self { file, adviser })))
    }
}

impl Find for AdviceFile {
    type Key = Id<AdviceRequest>;

    fn find(door: &mut Door<'_>, id: &Id<AdviceRequest>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<AdviceRequest>>::find(door, id)? else { return Ok(None) };
        let row = disclosures::table
            .find(key(found.thing.disclosure_id))
            .select((disclosures::id, disclosures::version, disclosures::body))
            .first::<Row<Disclosure>>(door.conn)
            .optional()?;
        Ok(row.map(|Row(item)| found.map(|request| Self { request, item })))
    }
}
