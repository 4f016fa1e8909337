//! Cases: who may know of one, and a case with what its rules look at.

mod change;
mod detail;
mod ending;
mod list;
mod regional;

use chrono::NaiveDateTime;
use diesel::{
    dsl::{exists, select},
    prelude::*,
    sql_types::Bool,
};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal,
    agency::Agency,
    assignment::{Assignment, Role},
    case::{Case, CaseFile},
    code::CodeList,
    consent::{Consent, Purpose, state::FamilyConsent},
    entity::Entity,
    family::Family,
    ids::Id,
    operation::Operation,
    person::Person,
    policy::{Relation, Standing},
    worker::Worker,
};

pub use change::{CaseChange, HELD_BACK};
pub use detail::{CaseAction, CaseDetail, DueDay, PlanInForce};
pub use list::{CaseFilter, CaseItem};

use crate::{
    access::{About, Recorded},
    dialect::{Conn, Db, Key, key},
    error::Failure,
    family::members,
    record::Row,
    schema::{assignments, cases, consent_standings, consents, families, memberships},
    unit::{Door, Find, Found, Read},
    viewer::Viewer,
};

/// A condition on cases.
pub(crate) type CaseCondition = Box<dyn BoxableExpression<cases::table, Db, SqlType = Bool>>;

/// Which cases the caller may know of: relation and consent, in one condition of the query.
///
/// By assignment, if the role counts with the token: a coordinator; other workers while the family takes
/// part and its consent names their agency; a facilitator while the family takes part. An agency's system
/// like its workers. Family members by membership, if they speak for themselves; nobody else.
pub(crate) fn visible(viewer: &Viewer) -> CaseCondition {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => {
            Box::new(exists(held_by(viewer, worker).filter(assignments::case_id.eq(cases::id))))
        }
        Principal::System(agency) => {
            Box::new(exists(taken_part_in_by(viewer, agency).filter(assignments::case_id.eq(cases::id))))
        }
        Principal::Family(person) => {
            Box::new(exists(belonging(person).filter(memberships::family_id.eq(cases::family_id))))
        }
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => {
            Box::new(cases::id.is_null().assume_not_null())
        }
    }
}

/// The same condition, said so that a list begins with the caller's own cases: asking it of one case
/// after the other would go through all that there are.
pub(crate) fn own(viewer: &Viewer) -> CaseCondition {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => {
            Box::new(cases::id.eq_any(held_by(viewer, worker).select(assignments::case_id)))
        }
        Principal::System(agency) => {
            Box::new(cases::id.eq_any(taken_part_in_by(viewer, agency).select(assignments::case_id)))
        }
        Principal::Family(person) => {
            Box::new(cases::family_id.eq_any(belonging(person).select(memberships::family_id)))
        }
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => {
            Box::new(cases::id.is_null().assume_not_null())
        }
    }
}

/// A condition on families.
type FamilyCondition = Box<dyn BoxableExpression<families::table, Db, SqlType = Bool>>;

/// Which families the caller may know of by an open case of their own, or as a member. All of it in the
/// query: a desk may hold more families than a statement takes parameters.
pub(crate) fn own_families(viewer: &Viewer) -> FamilyCondition {
    let open = cases::table.filter(cases::is_open).select(cases::family_id);
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => {
            let held = held_by(viewer, worker).select(assignments::case_id);
            Box::new(families::id.eq_any(open.filter(cases::id.eq_any(held))))
        }
        Principal::System(agency) => {
            let taken_part = taken_part_in_by(viewer, agency).select(assignments::case_id);
            Box::new(families::id.eq_any(open.filter(cases::id.eq_any(taken_part))))
        }
        Principal::Family(person) => {
            Box::new(families::id.eq_any(belonging(person).select(memberships::family_id)))
        }
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => {
            Box::new(families::id.is_null().assume_not_null())
        }
    }
}

/// The roles that open a case to a worker: those that count with the token, the coordinator's whatever
/// the family has consented to.
#[diesel::dsl::auto_type(no_type_alias)]
fn held_by(viewer: &Viewer, worker: Id<Worker>) -> _ {
    let worker: Key = key(worker);
    let coordinator: &'static str = counting(viewer, Role::Coordinator);
    let lead_worker: &'static str = counting(viewer, Role::LeadWorker);
    let key_contact: &'static str = counting(viewer, Role::KeyContact);
    let facilitator: &'static str = counting(viewer, Role::Facilitator);
    let lead_agency: &'static str = counting(viewer, Role::LeadAgency);
    let participant: &'static str = counting(viewer, Role::Participant);
    let covered: covered = covered(viewer);
    assignments::table
        .filter(assignments::worker_id.eq(worker))
        .filter(assignments::ended_on.is_null())
        .filter(
            assignments::role.eq(coordinator).or(assignments::role
                .eq(lead_worker)
                .or(assignments::role.eq(key_contact))
                .or(assignments::role.eq(facilitator))
                .or(assignments::role.eq(lead_agency))
                .or(assignments::role.eq(participant))
                .and(covered)),
        )
}

/// The role as it is stored, if it counts with the caller's token; else what no row says.
fn counting(viewer: &Viewer, role: Role) -> &'static str {
    if relation(role).counts_with(viewer.actor.scopes) { role.code() } else { "" }
}

/// The roles that open a case to an agency's system.
#[diesel::dsl::auto_type(no_type_alias)]
fn taken_part_in_by(viewer: &Viewer, agency: Id<Agency>) -> _ {
    let agency: Key = key(agency);
    let participant: &'static str = Role::Participant.code();
    let covered: covered = covered(viewer);
    assignments::table
        .filter(assignments::agency_id.eq(agency))
        .filter(assignments::role.eq(participant))
        .filter(assignments::ended_on.is_null())
        .filter(covered)
}

/// The memberships that open a family's cases to a person.
#[diesel::dsl::auto_type(no_type_alias)]
fn belonging(person: Id<Person>) -> _ {
    let person: Key = key(person);
    memberships::table
        .filter(memberships::person_id.eq(person))
        .filter(memberships::speaks.eq(true))
        .filter(memberships::ended_on.is_null())
}

/// Whether the family's consent opens the case to the holder of an assignment: to take part at all, and
/// to share with the agency, except where the role is a facilitator's, whose agency does not take part.
#[diesel::dsl::auto_type]
pub(crate) fn covered(viewer: &Viewer) -> _ {
    let taking_part: taking_part = taking_part(viewer);
    let sharing: sharing = sharing(viewer);
    let facilitator: &'static str = Role::Facilitator.code();
    exists(taking_part).and(assignments::role.eq(facilitator).or(exists(sharing)))
}

/// Whether the family consents to take part now, of a case that is read.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn consented(viewer: &Viewer) -> _ {
    let participate: &'static str = Purpose::Participate.code();
    let nobody: Key = Key(Uuid::nil());
    let sufficient: &'static str = FamilyConsent::Sufficient.code();
    let now: NaiveDateTime = viewer.now.naive_utc();
    exists(
        consent_standings::table
            .filter(consent_standings::case_id.eq(cases::id))
            .filter(consent_standings::purpose.eq(participate))
            .filter(consent_standings::agency_id.eq(nobody))
            .filter(consent_standings::state.eq(sufficient))
            .filter(consent_standings::ends_at.gt(now)),
    )
}

/// The family's consent to take part, where it suffices now.
#[diesel::dsl::auto_type]
fn taking_part(viewer: &Viewer) -> _ {
    let participate: &'static str = Purpose::Participate.code();
    let nobody: Key = Key(Uuid::nil());
    let sufficient: &'static str = FamilyConsent::Sufficient.code();
    let now: NaiveDateTime = viewer.now.naive_utc();
    consent_standings::table
        .filter(consent_standings::case_id.eq(assignments::case_id))
        .filter(consent_standings::purpose.eq(participate))
        .filter(consent_standings::agency_id.eq(nobody))
        .filter(consent_standings::state.eq(sufficient))
        .filter(consent_standings::ends_at.gt(now))
}

/// The family's consent to share with the agency, where it suffices now.
#[diesel::dsl::auto_type]
fn sharing(viewer: &Viewer) -> _ {
    let share: &'static str = Purpose::ShareWithAgencies.code();
    let sufficient: &'static str = FamilyConsent::Sufficient.code();
    let now: NaiveDateTime = viewer.now.naive_utc();
    consent_standings::table
        .filter(consent_standings::case_id.eq(assignments::case_id))
        .filter(consent_standings::purpose.eq(share))
        .filter(consent_standings::agency_id.eq(assignments::agency_id))
        .filter(consent_standings::state.eq(sufficient))
        .filter(consent_standings::ends_at.gt(now))
}

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
#[diesel::dsl::auto_type(no_type_alias)]
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
    let version = case.version;
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

/// Adds to a case what its rules look at: three statements, whatever the size of the case.
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
    Ok(CaseFile { case, members, consents: Row::entities(consents), assignments: Row::entities(assignments) })
}

/// Whether the caller is the family, or coordinates the case: nothing is kept from them.
pub(crate) fn sees_all(standing: &Standing) -> bool {
    standing.has(Relation::Coordinator) || standing.has(Relation::FamilyMember)
}

/// The agency whose restrictions apply to what the caller sees: its own, unless it coordinates the
/// process or is the family.
pub(crate) fn restricted_agency(viewer: &Viewer, standing: &Standing) -> Option<Id<Agency>> {
    if standing.has(Relation::Coordinator) { None } else { viewer.actor.principal.agency() }
}

impl Find for CaseFile {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        case_file(door, *case)
    }
}

impl Recorded for CaseFile {
    const ABOUT: About<Self> = About::Case(|it| it.case.id);
}

impl Read for CaseFile {
    const OPERATION: Operation = Operation::ReadCase;
}
