//! What the rules about items look at.

use std::collections::BTreeSet;

use diesel::{dsl::not, prelude::*};
use whakakaha_domain::{
    agency::Agency,
    case::{Case, CaseFile},
    code::CodeList,
    correction::{Correction, CorrectionStatus},
    disclosure::{
        AdviceFile, AdviceRequest, AdviceWanted, Disclosure, DisclosureFile, DisputedItem, NamedRecipient,
        NoticeFile, NoticeItem, ProposalFile,
    },
    entity::Entity,
    ids::Id,
    meeting::Meeting,
    person::Person,
    restriction::{Reader, Restriction},
    safety::Safeguard,
    worker::Worker,
};

use super::{
    known::inside,
    names::{Names, agencies_named, workers_named},
    sheet::{sight, visible_version},
};
use crate::{
    assignment::worker_by_id,
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::{hidden, is_kept_back, kept_back},
    intake::known_agencies,
    record::Row,
    schema::{advice_requests, cases, corrections, disclosures, item_topics, meetings, restrictions},
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
    /// The supervisor who was told.
    pub supervisor: Option<Id<Worker>>,
}

impl ProposalKey {
    /// The agencies and workers among the recipients, and the supervisor.
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
        let supervisor = self.supervisor.map(key);
        (
            recipients().filter_map(agency).collect(),
            recipients().filter_map(worker).chain(supervisor).collect(),
        )
    }
}

impl Find for ProposalFile {
    type Key = ProposalKey;

    fn find(door: &mut Door<'_>, wanted: &ProposalKey) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = CaseFile::find(door, &wanted.case)? else { return Ok(None) };
        let meeting = wanted.meeting.map(|id| meeting_of(door.conn, wanted.case, id)).transpose()?;
        let (agencies, named) = wanted.named();
        let workers = if named.is_empty() { Vec::new() } else { workers_named(door.conn, named)? };
        let agencies = known_agencies(door.conn, &agencies)?;
        let own = door.viewer.actor.principal.agency();
        let concerned = agencies.iter().copied().chain(workers.iter().map(|it| it.agency_id)).chain(own);
        let child_protection = child_protection(door.conn, concerned.map(key).collect())?;
        let ground_used = match &wanted.reference {
            Some(reference) => {
                let family = key(found.thing.case.family_id);
                let of_family = cases::table.filter(cases::family_id.eq(family)).select(cases::id);
                let used = disclosures::table
                    .filter(disclosures::request_ref.eq(reference))
                    .filter(disclosures::case_id.eq_any(of_family))
                    .select(disclosures::id);
                used.first::<Key>(door.conn).optional()?.is_some()
            }
            None => false,
        };
        let meeting = meeting.flatten();
        let reader = case::reader(door.viewer, &found.standing);
        let hidden = kept_back(door.conn, wanted.case, reader)?;
        Ok(Some(found.map(|case| Self {
            case,
            meeting,
            agencies,
            workers,
            child_protection,
            ground_used,
            hidden,
        })))
    }
}

/// Which of these are child welfare and protection agencies.
fn child_protection(conn: &mut Conn, concerned: Vec<Key>) -> Result<BTreeSet<Id<Agency>>, Failure> {
    let agencies = agencies_named(conn, concerned)?;
    Ok(agencies.iter().filter(|it| it.child_protection).map(|it| it.id).collect())
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
        let Some((seen, standing)) = sight(door, *id)? else { return Ok(None) };
        let version = visible_version(&seen, door.viewer);
        let Row(item) = seen.0;
        let Some(case) = case::load(door.conn, item.case_id)? else { return Ok(None) };
        let meeting = item.meeting_id.map(|it| meeting_of(door.conn, item.case_id, it)).transpose()?;
        let (restrictions, safeguards) = kept_on(door.conn, &item)?;
        let thing = Self { case, item, meeting: meeting.flatten(), restrictions, safeguards };
        Ok(Some(Found { thing, standing, version }))
    }
}

impl Find for DisputedItem {
    type Key = Id<Disclosure>;

    fn find(door: &mut Door<'_>, id: &Id<Disclosure>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = DisclosureFile::find(door, id)? else { return Ok(None) };
        let reader = case::reader(door.viewer, &found.standing);
        let rows = corrections::table
            .filter(corrections::about_id.eq(key(*id)))
            .filter(corrections::status.eq(CorrectionStatus::Requested.code()))
            .filter(not(is_kept_back!(reader, corrections::person_id)))
            .order(corrections::id)
            .select((corrections::id, corrections::version, corrections::body))
            .load::<Row<Correction>>(door.conn)?;
        Ok(Some(found.map(|file| Self { file, asked: Row::entities(rows) })))
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
        let Names { names, addresses } = Names::of(door.conn, &items.iter().collect::<Vec<_>>())?;
        let meetings = meetings_of(door.conn, &items)?;
        let with_meeting = |item: Entity<Disclosure>| {
            let meeting = meetings.iter().find(|it| Some(it.id) == item.meeting_id).cloned();
            NoticeItem { item, meeting }
        };
        let items = items.into_iter().map(with_meeting).collect();
        let hidden = hidden(door.conn, wanted.case, Reader::FamilyMember(wanted.person))?;
        let hidden = hidden.into_iter().map(Id::new).collect();
        Ok(Some(found.map(|case| Self { case, items, names, hidden, addresses })))
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
        let waiting = advice_requests::table
            .filter(advice_requests::disclosure_id.eq(key(wanted.item)))
            .filter(not(advice_requests::answered))
            .filter(not(advice_requests::replaced))
            .select((advice_requests::id, advice_requests::version, advice_requests::body))
            .first::<Row<AdviceRequest>>(door.conn)
            .optional()?;
        let waiting = waiting.map(|Row(request)| request);
        Ok(Some(found.map(|file| Self { file, adviser, waiting })))
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
