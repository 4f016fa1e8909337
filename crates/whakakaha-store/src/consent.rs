//! Consents: each read by the one who gave it, by the coordinator and by the key contact, nobody else.

mod ending;
mod overview;
mod own;
mod receipt;
mod standings;

use diesel::{
    dsl::{exists, not},
    prelude::*,
    select,
};
use whakakaha_domain::{
    actor::Principal,
    agency::Agency,
    case::Case,
    consent::{Consent, ConsentDraft, ConsentFile, ConsentMistake},
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::{Relation, Standing},
    restriction::Reader,
    worker::Worker,
};

pub use ending::{expire_consents, warn_of_expiry};
pub use overview::ConsentOverview;
pub use own::OwnConsent;
pub use receipt::ConsentReceipt;
pub(crate) use standings::replace as replace_standings;

use crate::{
    access::{About, Recorded},
    assignment::worker_by_id,
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::keeping_from,
    intake::known_agencies,
    page::{Page, PageRequest},
    recall::shown,
    record::Row,
    schema::{consents, restrictions},
    unit::{Door, Find, Found, List, Read},
};

/// A consent by its id; for a family member, among their own.
fn consent(door: &mut Door<'_>, id: Id<Consent>) -> Result<Option<Entity<Consent>>, Failure> {
    let mut query = consents::table
        .filter(consents::id.eq(key(id)))
        .select((consents::id, consents::version, consents::body))
        .into_boxed();
    if let Principal::Family(person) = door.viewer.actor.principal {
        query = query.filter(consents::person_id.eq(key(person)));
    }
    Ok(query.first::<Row<Consent>>(door.conn).optional()?.map(|row| row.0))
}

/// Whether the family keeps whoever gave a consent from a reader. That the person's answer holds things back does
/// not count: whoever keeps in touch with them can still take it back for them (F0-06).
#[diesel::dsl::auto_type(no_type_alias)]
fn giver_kept_from(reader: Reader) -> _ {
    let keeping: keeping_from = keeping_from(reader);
    let own: Key = Key(reader.own());
    exists(keeping.filter(restrictions::topic_id.eq(consents::person_id))).and(consents::person_id.ne(own))
}

/// How the caller stands to the consents on a case: by the case, and as whoever gave one. The person's own
/// stay theirs, whether they may know of the case or not.
fn standing(door: &mut Door<'_>, case: Id<Case>) -> Result<Option<Standing>, Failure> {
    let of_case = case::standing(door, case)?;
    let Some(person) = door.viewer.actor.principal.person() else { return Ok(of_case) };
    let own =
        consents::table.filter(consents::case_id.eq(key(case))).filter(consents::person_id.eq(key(person)));
    if !select(exists(own)).get_result::<bool>(door.conn)? {
        return Ok(of_case);
    }
    let of_case = of_case.unwrap_or_default();
    let relations = Relation::ON_CASES.into_iter().filter(|relation| of_case.has(*relation));
    Ok(Some(door.standing(relations.chain([Relation::Signatory]))))
}

impl Find for Entity<Consent> {
    type Key = Id<Consent>;

    fn find(door: &mut Door<'_>, id: &Id<Consent>) -> Result<Option<Found<Self>>, Failure> {
        let Some(thing) = consent(door, *id)? else { return Ok(None) };
        let standing = standing(door, thing.case_id)?;
        let reader = case::reader(door.viewer, standing.as_ref().unwrap_or(&Standing::default()));
        let kept = consents::table.find(key(*id)).filter(giver_kept_from(reader));
        if select(exists(kept)).get_result(door.conn)? {
            return Ok(None);
        }
        Ok(standing.map(|standing| Found { version: thing.version, thing, standing }))
    }
}

impl Recorded for Entity<Consent> {
    const ABOUT: About<Self> = About::Case(|it| it.case_id);
}

impl Read for Entity<Consent> {
    const OPERATION: Operation = Operation::ReadConsent;
}

impl List for Entity<Consent> {
    const OPERATION: Operation = Operation::ReadConsent;
    type Filter = Id<Case>;

    fn standing(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Standing>, Failure> {
        standing(door, *case)
    }

    fn page(door: &mut Door<'_>, case: &Id<Case>, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let reader = case::reader_of(door, *case)?;
        let mut query = consents::table
            .filter(consents::case_id.eq(key(*case)))
            .filter(not(giver_kept_from(reader)))
            .filter(consents::id.gt(Key(page.after_id())))
            .order(consents::id)
            .limit(page.fetch())
            .select((consents::id, consents::version, consents::body))
            .into_boxed();
        if let Principal::Family(person) = door.viewer.actor.principal {
            query = query.filter(consents::person_id.eq(key(person)));
        }
        Ok(Page::by_id(Row::entities(query.load::<Row<Consent>>(door.conn)?), page))
    }
}

impl Find for ConsentFile {
    type Key = Id<Consent>;

    fn find(door: &mut Door<'_>, id: &Id<Consent>) -> Result<Option<Found<Self>>, Failure> {
        let Some(Found { thing: consent, standing, version }) = <Entity<Consent>>::find(door, id)? else {
            return Ok(None);
        };
        let Some(file) = case::load(door.conn, consent.case_id)? else { return Ok(None) };
        let shown = shown(door.conn, &file)?;
        Ok(Some(Found { thing: Self { consent, file, shown }, standing, version }))
    }
}

/// A consent and the second worker named.
#[derive(Clone, Copy)]
pub struct Mistake {
    /// The consent.
    pub consent: Id<Consent>,
    /// The second worker.
    pub confirmed_by: Id<Worker>,
}

impl Find for ConsentMistake {
    type Key = Mistake;

    fn find(door: &mut Door<'_>, mistake: &Mistake) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = ConsentFile::find(door, &mistake.consent)? else { return Ok(None) };
        let second = worker_by_id(door.conn, mistake.confirmed_by)?;
        Ok(Some(found.map(|it| Self { it, second })))
    }
}

/// A case and what a new consent names.
#[derive(Clone)]
pub struct NewConsent {
    /// The case.
    pub case: Id<Case>,
    /// The agencies.
    pub agencies: Vec<Id<Agency>>,
    /// Who explained it.
    pub explained_by: Option<Id<Worker>>,
}

impl Find for ConsentDraft {
    type Key = NewConsent;

    fn find(door: &mut Door<'_>, wanted: &NewConsent) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = case::case_file(door, wanted.case)? else { return Ok(None) };
        let agencies = known_agencies(door.conn, &wanted.agencies)?;
        let explained_by = explainer(door.conn, wanted.explained_by)?;
        Ok(Some(found.map(|file| Self { file, agencies, explained_by })))
    }
}

fn explainer(conn: &mut Conn, named: Option<Id<Worker>>) -> Result<Option<Id<Worker>>, Failure> {
    let Some(worker) = named else { return Ok(None) };
    Ok(worker_by_id(conn, worker)?.map(|worker| worker.id))
}
