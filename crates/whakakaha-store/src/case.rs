//! Cases: who may know of one, and a case with what its rules look at.

mod change;
mod detail;
mod emergency;
mod ending;
mod home;
mod list;
mod outline;
mod regional;
mod visible;

use std::collections::BTreeSet;

use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use whakakaha_domain::{
    actor::Principal,
    assignment::{Assignment, Role},
    case::{Case, CaseFile, Guardian},
    code::CodeList,
    consent::Consent,
    entity::Entity,
    family::Family,
    ids::Id,
    membership::{Member, RelationshipKind},
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    restriction::Reader,
    worker::Worker,
};

pub use change::{CaseChange, HELD_BACK};
pub(crate) use change::{first_change_at, instant};
pub use detail::{CaseAction, CaseDetail, DueDay, PlanInForce};
pub(crate) use emergency::{grant_used, opened_to};
pub use home::OwnCase;
pub use list::{CaseFilter, CaseItem};
pub(crate) use outline::{keep as keep_outline, known_version};
pub(crate) use visible::{
    Desk, belonging, consented, coordinated_by, covered, desk, held_by, own, own_families, roles_of,
    taken_part_in_by, visible,
};

use crate::{
    access::{About, Recorded},
    dialect::{Conn, Key, key},
    error::Failure,
    family::members,
    hidden::is_kept_back,
    record::Row,
    schema::{assignments, cases, consents, families, memberships, relationships},
    unit::{Door, Find, Found, Read},
    viewer::Viewer,
};

/// Whether a case is open and the family's consent to take part holds.
pub(crate) fn takes_part(door: &mut Door<'_>, case: Id<Case>) -> Result<bool, Failure> {
    let open = cases::table.find(key(case)).filter(cases::is_open.eq(true)).filter(consented(door.viewer));
    Ok(select(exists(open)).get_result(door.conn)?)
}

/// A case and its coordinator.
pub(crate) type Coordinated = (Entity<Case>, Option<Id<Worker>>);

/// The case of a thing by which the caller was let in already, and its coordinator.
pub(crate) fn with_coordinator(conn: &mut Conn, case: Id<Case>) -> Result<Option<Coordinated>, Failure> {
    let row = cases::table
        .find(key(case))
        .select(((cases::id, cases::version, cases::body), its_coordinator()))
        .first::<(Row<Case>, Option<Key>)>(conn)
        .optional()?;
    Ok(row.map(|(Row(case), coordinator)| (case, coordinator.map(Key::id))))
}

/// The worker who coordinates a case, beside the case in one statement.
#[diesel::dsl::auto_type(no_type_alias)]
fn its_coordinator() -> _ {
    let coordinator: &'static str = Role::Coordinator.code();
    assignments::table
        .filter(assignments::case_id.eq(cases::id))
        .filter(assignments::role.eq(coordinator))
        .filter(assignments::ended_on.is_null())
        .limit(1_i64)
        .select(assignments::worker_id)
        .single_value()
}

/// How the caller stands to a case that it may know of; `None` where it may not.
pub(crate) fn standing(door: &mut Door<'_>, case: Id<Case>) -> Result<Option<Standing>, Failure> {
    let known = cases::table
        .find(key(case))
        .filter(visible(door.viewer))
        .select(cases::id)
        .first::<Key>(door.conn)
        .optional()?;
    if known.is_none() {
        return Ok(None);
    }
    let relations = relations(door.conn, door.viewer, case)?;
    Ok(Some(door.standing(relations)))
}

/// The content of a case's family, beside the case in one statement.
#[diesel::dsl::auto_type]
fn its_family() -> _ {
    families::table.filter(families::id.eq(cases::family_id)).select(families::body).single_value()
}

/// Reads the content of a case's family.
fn family_in(body: Option<String>) -> Result<Family, Failure> {
    let body = body.ok_or_else(|| Failure::Bug("a case without a family".into()))?;
    serde_json::from_str(&body).map_err(|error| Failure::Bug(error.into()))
}

/// The relations of a caller to a case that it may know of.
fn relations(conn: &mut Conn, viewer: &Viewer, case: Id<Case>) -> Result<Vec<Relation>, Failure> {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => {
            let roles = held_by(viewer, worker)
                .filter(assignments::case_id.eq(key(case)))
                .select(assignments::role)
                .load::<String>(conn)?;
            if roles.is_empty() {
                return emergency::relations(conn, viewer, case);
            }
            Ok(roles.iter().filter_map(|role| Role::parse(role)).map(relation).collect())
        }
        Principal::System(_) => Ok(vec![Relation::System, Relation::SystemWriter]),
        Principal::Family(_) => Ok(vec![Relation::FamilyMember]),
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => {
            Ok(Vec::new())
        }
    }
}

/// What a role on a case makes of its holder. A lead agency's role is held by its lead worker.
pub(crate) const fn relation(role: Role) -> Relation {
    match role {
        Role::Coordinator => Relation::Coordinator,
        Role::LeadWorker => Relation::LeadWorker,
        Role::KeyContact => Relation::KeyContact,
        Role::Facilitator => Relation::Facilitator,
        Role::LeadAgency | Role::Participant => Relation::Participant,
    }
}

/// The row of a case that the caller may know of.
pub(crate) fn visible_case(door: &mut Door<'_>, case: Id<Case>) -> Result<Option<Entity<Case>>, Failure> {
    let row = cases::table
        .find(key(case))
        .filter(visible(door.viewer))
        .select((cases::id, cases::version, cases::body))
        .first::<Row<Case>>(door.conn)
        .optional()?;
    Ok(row.map(|row| row.0))
}

/// Everything about a case that rules look at, for whoever may know of the case.
pub(crate) fn case_file(door: &mut Door<'_>, case: Id<Case>) -> Result<Option<Found<CaseFile>>, Failure> {
    let Some(case) = visible_case(door, case)? else { return Ok(None) };
    let relations = relations(door.conn, door.viewer, case.id)?;
    let standing = door.standing(relations);
    let version = known_version(door.conn, &case, &standing)?;
    let thing = load_file(door.conn, case)?;
    Ok(Some(Found { thing, standing, version }))
}

/// The same for whoever was let in by a thing of the case already, such as an invitation of their own.
pub(crate) fn load(conn: &mut Conn, case: Id<Case>) -> Result<Option<CaseFile>, Failure> {
    row(conn, case)?.map(|case| load_file(conn, case)).transpose()
}

/// A case, for whoever was let in by a thing of it.
pub(crate) fn row(conn: &mut Conn, case: Id<Case>) -> Result<Option<Entity<Case>>, Failure> {
    let row = cases::table
        .find(key(case))
        .select((cases::id, cases::version, cases::body))
        .first::<Row<Case>>(conn)
        .optional()?;
    Ok(row.map(|row| row.0))
}

/// Adds to a case what its rules look at: four statements, whatever the size of the case.
pub(crate) fn load_file(conn: &mut Conn, case: Entity<Case>) -> Result<CaseFile, Failure> {
    let members = members(conn, case.family_id)?;
    let consents = consents::table
        .filter(consents::case_id.eq(key(case.id)))
        .order(consents::id)
        .select((consents::id, consents::version, consents::body))
        .load::<Row<Consent>>(conn)?;
    let assignments = assignments::table
        .filter(assignments::case_id.eq(key(case.id)))
        .order(assignments::id)
        .select((assignments::id, assignments::version, assignments::body))
        .load::<Row<Assignment>>(conn)?;
    let guardians = guardians(conn, &members)?;
    Ok(CaseFile {
        case,
        members,
        consents: Row::entities(consents),
        assignments: Row::entities(assignments),
        guardians,
        kept_back: BTreeSet::new(),
    })
}

/// The members of a family who are kept from a reader.
pub(crate) fn kept_members(
    conn: &mut Conn,
    family: Id<Family>,
    reader: Reader,
) -> Result<BTreeSet<Id<Person>>, Failure> {
    let kept = memberships::table
        .filter(memberships::family_id.eq(key(family)))
        .filter(is_kept_back!(reader, memberships::person_id))
        .select(memberships::person_id);
    Ok(kept.load::<Key>(conn)?.into_iter().map(Key::id).collect())
}

/// Who is, or was, a parent or guardian of a member, where it is on record; somebody who is yet to join as well.
fn guardians(conn: &mut Conn, members: &[Member]) -> Result<Vec<Guardian>, Failure> {
    let people: Vec<Key> = members.iter().map(|member| key(member.person.id)).collect();
    let kinds = RelationshipKind::GUARDING.map(CodeList::code);
    let rows = relationships::table
        .filter(relationships::of_person_id.eq_any(&people))
        .filter(relationships::kind.eq_any(kinds))
        .order(relationships::id)
        .select((
            relationships::person_id,
            relationships::of_person_id,
            relationships::ended_on.is_not_null(),
        ))
        .load::<(Key, Key, bool)>(conn)?;
    let guardian = |(guardian, child, ended): (Key, Key, bool)| {
        let (guardian, child) = (guardian.id(), child.id());
        Guardian { guardian, child, ended }
    };
    Ok(rows.into_iter().map(guardian).collect())
}

/// Whether the caller is the family, or coordinates the case: they know how and why things were decided.
pub(crate) fn sees_all(standing: &Standing) -> bool {
    standing.has(Relation::Coordinator) || standing.has(Relation::FamilyMember)
}

/// The caller, as restrictions name them: whoever coordinates the case, or in its region, not by their agency.
pub(crate) fn reader(viewer: &Viewer, standing: &Standing) -> Reader {
    let Some(worker) = viewer.actor.principal.worker() else { return viewer.reader() };
    if standing.has(Relation::Coordinator) {
        Reader::Coordinator(worker)
    } else if standing.has(Relation::RegionCoordinator) {
        Reader::OfRegion(worker)
    } else if standing.has_any(&Relation::IN_EMERGENCY) {
        Reader::InEmergency(worker)
    } else {
        viewer.reader()
    }
}

/// The caller, as the restrictions of a case name them.
pub(crate) fn reader_of(door: &mut Door<'_>, case: Id<Case>) -> Result<Reader, Failure> {
    let standing = standing(door, case)?.unwrap_or_default();
    Ok(reader(door.viewer, &standing))
}

impl Find for CaseFile {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some(mut found) = case_file(door, *case)? else { return Ok(None) };
        let reader = reader(door.viewer, &found.standing);
        found.thing.kept_back = kept_members(door.conn, found.thing.case.family_id, reader)?;
        Ok(Some(found))
    }
}

impl Recorded for CaseFile {
    const ABOUT: About<Self> = About::Case(|it| it.case.id);
}

impl Read for CaseFile {
    const OPERATION: Operation = Operation::ReadCase;
}
