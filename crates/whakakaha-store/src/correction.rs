//! Requests to correct something: for whoever asked, for the coordinator, for the agency that wrote the thing, and once
//! a statement is attached, for whoever can read the thing itself.

mod attached;
mod draft;
mod notice;

use std::collections::BTreeSet;

use diesel::{dsl::not, prelude::*};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    assignment::Role,
    case::Case,
    code::CodeList,
    correction::{
        Addressee, Correctable, Correction, CorrectionAbout, CorrectionState, CorrectionStatus,
        HeldCorrection,
    },
    disclosure::{Disclosure, DisclosureStatus},
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    restriction::Reader,
};

pub use attached::AttachedStatement;
pub(crate) use attached::attached;
pub use draft::NewCorrection;
pub use notice::NoticesOf;

use crate::{
    access::{About, Recorded, oneself},
    case,
    dialect::{Conn, Db, Key, key},
    disclosure::known_items,
    error::Failure,
    hidden::{hidden_in, is_hidden, is_kept_back, is_kept_from},
    page::{Page, PageRequest},
    plan::sent_to,
    record::Row,
    schema::{assignments, corrections, disclosures, plan_renderings},
    unit::{Door, Find, Found, List, Read},
};

/// The requests that are wanted.
#[derive(Clone, Copy)]
pub enum CorrectionsOf {
    /// Those on a case.
    Case(Id<Case>),
    /// The caller's own, on whatever case.
    Oneself,
}

type Corrections = corrections::BoxedQuery<'static, Db>;

fn own(person: Id<Person>) -> Corrections {
    corrections::table.filter(corrections::person_id.eq(key(person))).into_boxed()
}

/// The requests on a case that the caller may know of, by how they stand to it: none about what is kept from them, or
/// by somebody who is. Another member of the family knows of none.
fn of_case(door: &mut Door<'_>, case: Id<Case>, standing: &Standing) -> Result<Corrections, Failure> {
    let viewer = door.viewer;
    let reader = case::reader(viewer, standing);
    let query = corrections::table
        .filter(corrections::case_id.eq(key(case)))
        .filter(corrections::about_id.ne_all(hidden_in(key(case), reader)))
        .filter(corrections::id.ne_all(hidden_in(key(case), reader)))
        .filter(not(is_kept_back!(reader, corrections::about_id)))
        .filter(not(is_kept_back!(reader, corrections::person_id)))
        .into_boxed();
    if standing.has(Relation::Coordinator) {
        return Ok(query);
    }
    let Some(agency) = viewer.actor.principal.agency() else {
        return Ok(query.filter(corrections::id.is_null().assume_not_null()));
    };
    let leads = standing.has_any(&[Relation::LeadWorker, Relation::KeyContact]);
    let kinds: &[Correctable] = if leads { Correctable::ALL } else { &Correctable::OF_AGENCIES };
    let kinds = kinds.iter().chain([&Correctable::Disclosure]).map(|kind| kind.code());
    let kinds: Vec<&'static str> = kinds.collect();
    let items = items_known(door, case)?;
    let known_item =
        corrections::kind.ne(Correctable::Disclosure.code()).or(corrections::about_id.eq_any(items));
    let disputed = corrections::status
        .eq(CorrectionStatus::Disputed.code())
        .and(corrections::kind.eq_any(kinds))
        .and(known_item);
    let written = corrections::source_id.eq(key(agency));
    if leads {
        return Ok(query.filter(disputed.or(written)));
    }
    let sent = plan_renderings::table
        .filter(plan_renderings::case_id.eq(key(case)))
        .filter(sent_to(reader))
        .select(plan_renderings::plan_version_id);
    let known = corrections::kind.ne(Correctable::PlanVersion.code()).or(corrections::about_id.eq_any(sent));
    Ok(query.filter(disputed.and(known).or(written)))
}

/// The items of information on a case that the caller may know of.
fn items_known(door: &mut Door<'_>, case: Id<Case>) -> Result<Vec<Key>, Failure> {
    let items = disclosures::table
        .filter(disclosures::case_id.eq(key(case)))
        .filter(known_items(door.viewer))
        .select(disclosures::id);
    Ok(items.load(door.conn)?)
}

impl Find for Entity<Correction> {
    type Key = Id<Correction>;

    fn find(door: &mut Door<'_>, id: &Id<Correction>) -> Result<Option<Found<Self>>, Failure> {
        let of = corrections::table
            .find(key(*id))
            .select((corrections::case_id, corrections::person_id))
            .first::<(Key, Key)>(door.conn)
            .optional()?;
        let Some((case, person)) = of else { return Ok(None) };
        let (query, standing) = if door.viewer.actor.principal == Principal::Family(person.id()) {
            (own(person.id()), oneself(door))
        } else {
            let Some(standing) = case::standing(door, case.id())? else { return Ok(None) };
            (of_case(door, case.id(), &standing)?, standing)
        };
        let row = query
            .filter(corrections::id.eq(key(*id)))
            .select((corrections::id, corrections::version, corrections::body))
            .first::<Row<Correction>>(door.conn)
            .optional()?;
        let Some(Row(thing)) = row else { return Ok(None) };
        let standing = with_source(door, &thing, standing);
        Ok(Some(Found { version: thing.version, thing, standing }))
    }
}

/// The same standing, for a worker of the agency that wrote what is to be corrected; who reads in an emergency
/// answers nothing.
fn with_source(door: &Door<'_>, correction: &Correction, standing: Standing) -> Standing {
    let Principal::Worker { agency, .. } = door.viewer.actor.principal else { return standing };
    if correction.source != Some(agency) || standing.has_any(&Relation::IN_EMERGENCY) {
        return standing;
    }
    let relations = Relation::ON_CASES.into_iter().filter(|relation| standing.has(*relation));
    door.standing(relations.chain([Relation::Source]))
}

impl Recorded for Entity<Correction> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        let Correction { source, state, .. } = &mut self.body;
        let source = source.as_mut().map(Id::uuid_mut);
        let (answer, dispute) = match state {
            CorrectionState::Requested => (None, None),
            CorrectionState::Corrected { answer } | CorrectionState::Refused { answer } => {
                (Some(answer), None)
            }
            CorrectionState::Disputed { answer, dispute } => (Some(answer), Some(dispute)),
        };
        let told = dispute.into_iter().flat_map(|it| it.to_tell.iter_mut().map(Id::uuid_mut));
        Some(source.into_iter().chain(answer.map(|it| it.by.uuid_mut())).chain(told).collect())
    }
}

impl Read for Entity<Correction> {
    const OPERATION: Operation = Operation::ReadCorrections;
}

impl List for Entity<Correction> {
    const OPERATION: Operation = Operation::ReadCorrections;
    type Filter = CorrectionsOf;

    fn standing(door: &mut Door<'_>, of: &CorrectionsOf) -> Result<Option<Standing>, Failure> {
        match of {
            CorrectionsOf::Case(case) => case::standing(door, *case),
            CorrectionsOf::Oneself => Ok(Some(oneself(door))),
        }
    }

    fn page(door: &mut Door<'_>, of: &CorrectionsOf, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let query = match (of, door.viewer.actor.principal) {
            (CorrectionsOf::Oneself, Principal::Family(person)) => own(person),
            (CorrectionsOf::Oneself, _) => return Err(Failure::Absent),
            (CorrectionsOf::Case(case), _) => {
                let standing = case::standing(door, *case)?.unwrap_or_default();
                of_case(door, *case, &standing)?
            }
        };
        let rows = query
            .filter(corrections::id.gt(Key(page.after_id())))
            .order(corrections::id)
            .limit(page.fetch())
            .select((corrections::id, corrections::version, corrections::body))
            .load::<Row<Correction>>(door.conn)?;
        Ok(Page::by_id(Row::entities(rows), page))
    }
}

impl Find for HeldCorrection {
    type Key = Id<Correction>;

    fn find(door: &mut Door<'_>, id: &Id<Correction>) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = <Entity<Correction>>::find(door, id)? else { return Ok(None) };
        let (case, about) = (found.thing.case_id, found.thing.about);
        let mut had_by = Vec::new();
        for addressee in reached_by(door.conn, case, about)? {
            let reader = match addressee {
                Addressee::Agency { agency_id } => Reader::Agency(agency_id),
                Addressee::FamilyMember { person_id } => Reader::FamilyMember(person_id),
            };
            let of_part = is_hidden(door.conn, id.uuid(), reader)?;
            if !of_part && !is_kept_from(door.conn, (case, about.id), reader)? {
                had_by.push(addressee);
            }
        }
        Ok(Some(found.map(|correction| Self { correction, had_by })))
    }
}

/// Those whom a thing has reached: of an item, whoever received it; else agencies.
fn reached_by(conn: &mut Conn, case: Id<Case>, about: CorrectionAbout) -> Result<Vec<Addressee>, Failure> {
    if about.kind == Correctable::Disclosure {
        return received_by(conn, Key(about.id));
    }
    let agencies = agencies_reached(conn, case, about)?.into_iter();
    Ok(agencies.map(|agency| Addressee::Agency { agency_id: agency.id() }).collect())
}

/// Those who received an item, also where the family keeps it from them now.
fn received_by(conn: &mut Conn, item: Key) -> Result<Vec<Addressee>, Failure> {
    let row = disclosures::table
        .filter(disclosures::id.eq(item))
        .filter(disclosures::status.eq_any(DisclosureStatus::HELD.map(CodeList::code)))
        .select((disclosures::id, disclosures::version, disclosures::body))
        .first::<Row<Disclosure>>(conn)
        .optional()?;
    let received = row.iter().flat_map(|Row(item)| item.recipients.iter().map(Into::into));
    Ok(received.collect::<BTreeSet<_>>().into_iter().collect())
}

/// The agencies that a thing has reached: of a version of the plan, those that were sent it; else those that take part or
/// did.
fn agencies_reached(conn: &mut Conn, case: Id<Case>, about: CorrectionAbout) -> Result<Vec<Key>, Failure> {
    let id = Key(about.id);
    let role = match about.kind {
        Correctable::PlanVersion => {
            let sent = plan_renderings::table
                .filter(plan_renderings::plan_version_id.eq(id))
                .select(plan_renderings::recipient_id);
            let agencies = assignments::table
                .filter(assignments::case_id.eq(key(case)))
                .filter(assignments::agency_id.eq_any(sent))
                .select(assignments::agency_id);
            return Ok(agencies
                .load::<Key>(conn)?
                .into_iter()
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect());
        }
        Correctable::Person
        | Correctable::ProfileEntry
        | Correctable::Need
        | Correctable::Action
        | Correctable::Meeting
        | Correctable::Review => Role::Participant,
        Correctable::Contact | Correctable::ProgressReport | Correctable::FinalReport => Role::LeadAgency,
        Correctable::Disclosure => return Ok(Vec::new()),
    };
    let took_part = assignments::table
        .filter(assignments::case_id.eq(key(case)))
        .filter(assignments::role.eq(role.code()))
        .order(assignments::agency_id)
        .select(assignments::agency_id)
        .distinct();
    Ok(took_part.load(conn)?)
}
