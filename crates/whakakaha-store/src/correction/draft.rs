//! Where a correction is asked for.

use diesel::{dsl::exists, prelude::*, select};
use uuid::Uuid;
use whakakaha_domain::{
    agency::Agency,
    case::Case,
    contact::Contact,
    correction::{Correctable, CorrectionAbout, CorrectionDraft},
    entity::Entity,
    ids::Id,
    meeting::Meeting,
    person::Person,
};

use crate::{
    access::oneself,
    case,
    dialect::{Conn, Key, key},
    disclosure::DisclosureSheet,
    error::Failure,
    family::children_of,
    hidden::is_kept_from,
    meeting::parts_of,
    record::Row,
    safety::is_kept_away,
    schema::{
        actions, contacts, disclosures, final_reports, meetings, memberships, needs, plan_versions,
        profile_entries, progress_reports, reviews, workers,
    },
    unit::{Door, Find, Found},
};

/// A case, and what is to be corrected.
#[derive(Clone, Copy)]
pub struct NewCorrection {
    /// The case.
    pub case: Id<Case>,
    /// What is wrong on record.
    pub about: CorrectionAbout,
}

impl Find for CorrectionDraft {
    type Key = NewCorrection;

    /// Whoever speaks for themselves in the family asks about anything that it reads; whoever does not, about their own
    /// record and what is shared about them; whoever has left, about their own record.
    fn find(door: &mut Door<'_>, wanted: &NewCorrection) -> Result<Option<Found<Self>>, Failure> {
        let Some(person) = door.viewer.actor.principal.person() else { return Ok(None) };
        let about = wanted.about;
        let is_own = about.kind == Correctable::Person && about.id == person.uuid();
        let known = match case::visible_case(door, wanted.case)? {
            None if about.kind == Correctable::Disclosure => {
                case_of_item(door, (person, about), wanted.case)?
            }
            known => known,
        };
        let about_known = match &known {
            Some(case) => {
                is_own
                    || (belongs(door.conn, (person, about), case)?
                        && !is_kept_from(door.conn, (case.id, about.id), door.viewer.reader())?
                        && is_shown(door, about)?)
            }
            None => is_own,
        };
        let case = match known {
            Some(case) => case,
            None => match case_once_own(door.conn, wanted.case, person)? {
                Some(case) if is_own => case,
                _ => return Ok(None),
            },
        };
        let source = source(door.conn, about)?;
        let parts = parts(door.conn, about)?;
        let (version, standing) = (case.version, oneself(door));
        Ok(Some(Found { thing: Self { case, person, about_known, source, parts }, standing, version }))
    }
}

/// The parts of a thing, each of which can be kept from somebody by itself.
fn parts(conn: &mut Conn, about: CorrectionAbout) -> Result<Vec<Uuid>, Failure> {
    if about.kind == Correctable::Review {
        return Ok(vec![about.id]);
    }
    if about.kind != Correctable::Meeting {
        return Ok(Vec::new());
    }
    let meeting =
        meetings::table.find(Key(about.id)).select((meetings::id, meetings::version, meetings::body));
    let meeting = meeting.first::<Row<Meeting>>(conn).optional()?;
    Ok(meeting.map(|Row(meeting)| parts_of(&meeting)).unwrap_or_default())
}

/// The case of an item that is shown to somebody who knows of nothing else of it.
fn case_of_item(
    door: &mut Door<'_>,
    (person, about): (Id<Person>, CorrectionAbout),
    case: Id<Case>,
) -> Result<Option<Entity<Case>>, Failure> {
    let Some(case) = case::row(door.conn, case)? else { return Ok(None) };
    let is_its = belongs(door.conn, (person, about), &case)? && is_shown(door, about)?;
    Ok(is_its.then_some(case))
}

/// A case of a family to which the person belongs, or once belonged.
fn case_once_own(
    conn: &mut Conn,
    case: Id<Case>,
    person: Id<Person>,
) -> Result<Option<Entity<Case>>, Failure> {
    let Some(case) = case::row(conn, case)? else { return Ok(None) };
    let belonged = memberships::table
        .filter(memberships::person_id.eq(key(person)))
        .filter(memberships::family_id.eq(key(case.family_id)));
    Ok(select(exists(belonged)).get_result::<bool>(conn)?.then_some(case))
}

/// Whether a thing is of a case, or is the record of a child of its family for whom the person acts.
fn belongs(
    conn: &mut Conn,
    (person, about): (Id<Person>, CorrectionAbout),
    case: &Entity<Case>,
) -> Result<bool, Failure> {
    let (id, of) = (Key(about.id), key(case.id));
    macro_rules! has {
        ($table:ident) => {
            select(exists($table::table.find(id).filter($table::case_id.eq(of)))).get_result(conn)
        };
    }
    let found = match about.kind {
        Correctable::Person => return Ok(children_of(conn, person, key(case.family_id))?.contains(&id)),
        Correctable::ProfileEntry => select(exists(
            profile_entries::table
                .find(id)
                .filter(profile_entries::case_id.eq(of))
                .filter(profile_entries::removed.eq(false)),
        ))
        .get_result(conn),
        Correctable::Need => has!(needs),
        Correctable::Action => has!(actions),
        Correctable::Contact => has!(contacts),
        Correctable::Meeting => has!(meetings),
        Correctable::PlanVersion => has!(plan_versions),
        Correctable::Review => has!(reviews),
        Correctable::ProgressReport => has!(progress_reports),
        Correctable::FinalReport => has!(final_reports),
        Correctable::Disclosure => has!(disclosures),
    };
    Ok(found?)
}

/// Whether the caller is shown an item of information or a meeting; everything else is asked for by whoever reads the case.
fn is_shown(door: &mut Door<'_>, about: CorrectionAbout) -> Result<bool, Failure> {
    match about.kind {
        Correctable::Disclosure => Ok(DisclosureSheet::find(door, &Id::new(about.id))?.is_some()),
        Correctable::Meeting => Ok(!is_kept_away(door, Id::new(about.id))?),
        Correctable::Person
        | Correctable::ProfileEntry
        | Correctable::Need
        | Correctable::Action
        | Correctable::Contact
        | Correctable::PlanVersion
        | Correctable::Review
        | Correctable::ProgressReport
        | Correctable::FinalReport => Ok(true),
    }
}

/// The agency that wrote a thing: whose promise it is, or whose worker kept the contact.
fn source(conn: &mut Conn, about: CorrectionAbout) -> Result<Option<Id<Agency>>, Failure> {
    let id = Key(about.id);
    let agency = match about.kind {
        Correctable::Action => {
            let owner = actions::table.find(id).select(actions::owner_agency_id).first::<Option<Key>>(conn);
            owner.optional()?.flatten()
        }
        Correctable::Contact => {
            let row = contacts::table
                .find(id)
                .select((contacts::id, contacts::version, contacts::body))
                .first::<Row<Contact>>(conn)
                .optional()?;
            let Some(Row(contact)) = row else { return Ok(None) };
            workers::table.find(key(contact.recorded_by)).select(workers::agency_id).first(conn).optional()?
        }
        Correctable::Person
        | Correctable::ProfileEntry
        | Correctable::Need
        | Correctable::Meeting
        | Correctable::PlanVersion
        | Correctable::Review
        | Correctable::ProgressReport
        | Correctable::FinalReport => None,
        Correctable::Disclosure => {
            disclosures::table.find(id).select(disclosures::from_agency_id).first(conn).optional()?
        }
    };
    Ok(agency.map(Key::id))
}
