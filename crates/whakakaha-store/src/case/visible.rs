//! Who may know of a case: by a role, by the family's consent, or by belonging to the family. All of it is asked
//! in the query, in one condition.

use chrono::NaiveDateTime;
use diesel::{dsl::exists, prelude::*, sql_types::Bool};
use uuid::Uuid;
use whakakaha_domain::{
    actor::Principal, agency::Agency, assignment::Role, code::CodeList, consent::Purpose, ids::Id,
    person::Person, worker::Worker,
};

use super::{emergency::opened_to, relation};
use crate::{
    dialect::{Db, Key, key},
    schema::{assignments, break_glass_grants, cases, consent_standings, desks, families, memberships},
    viewer::Viewer,
};

/// A condition on cases.
pub(crate) type CaseCondition = Box<dyn BoxableExpression<cases::table, Db, SqlType = Bool>>;

/// Which cases the caller may know of: relation and consent, in one condition of the query.
///
/// By assignment, if the role counts with the token: a coordinator; other workers while the family takes
/// part and its consent names their agency; a facilitator while the family takes part. An agency's system
/// like its workers. Family members by membership, if they speak for themselves. A worker to whom the case was
/// opened in an emergency, while that lasts; nobody else.
pub(crate) fn visible(viewer: &Viewer) -> CaseCondition {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => {
            let held = held_by(viewer, worker).filter(assignments::case_id.eq(cases::id));
            let opened = opened_to(viewer, worker).filter(break_glass_grants::case_id.eq(cases::id));
            Box::new(exists(held).or(exists(opened)))
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

/// The cases on the desk of a worker or an agency, those that it may know of.
pub(crate) type Desk<'a> = desks::BoxedQuery<'a, Db>;

/// The desk of the caller; none for families, who have a case or two.
pub(crate) fn desk(viewer: &Viewer) -> Option<Desk<'static>> {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => {
            let own = held_by(viewer, worker).filter(assignments::case_id.eq(desks::case_id));
            Some(desks::table.filter(desks::holder_id.eq(key(worker))).filter(exists(own)).into_boxed())
        }
        Principal::System(agency) => {
            let own = taken_part_in_by(viewer, agency).filter(assignments::case_id.eq(desks::case_id));
            Some(desks::table.filter(desks::holder_id.eq(key(agency))).filter(exists(own)).into_boxed())
        }
        Principal::Family(_)
        | Principal::Reporter
        | Principal::Administrator
        | Principal::Public
        | Principal::Service => None,
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

/// The roles of a worker that open a case, whether the token lets them count or not: the coordinator's whatever the family
/// has consented to.
#[diesel::dsl::auto_type]
pub(crate) fn roles_of(viewer: &Viewer, worker: Id<Worker>) -> _ {
    let worker: Key = key(worker);
    let coordinator: &'static str = Role::Coordinator.code();
    let covered: covered = covered(viewer);
    assignments::table
        .filter(assignments::worker_id.eq(worker))
        .filter(assignments::ended_on.is_null())
        .filter(assignments::role.eq(coordinator).or(covered))
}

/// Those that count with the token.
#[diesel::dsl::auto_type]
pub(crate) fn held_by(viewer: &Viewer, worker: Id<Worker>) -> _ {
    let roles: roles_of = roles_of(viewer, worker);
    let counting: Vec<&'static str> = counting(viewer);
    roles.filter(assignments::role.eq_any(counting))
}

/// The roles that count with the caller's token; what no row says for the others, so that the statement stays the same.
fn counting(viewer: &Viewer) -> Vec<&'static str> {
    let counts = |role: &Role| relation(*role).counts_with(viewer.actor.scopes);
    Role::ALL.iter().map(|role| if counts(role) { role.code() } else { "" }).collect()
}

/// The roles that open a case to an agency's system.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn taken_part_in_by(viewer: &Viewer, agency: Id<Agency>) -> _ {
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
pub(crate) fn belonging(person: Id<Person>) -> _ {
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

/// The roles of a worker as coordinator at present, if the token lets them count.
#[diesel::dsl::auto_type(no_type_alias)]
pub(crate) fn coordinated_by(viewer: &Viewer, worker: Id<Worker>) -> _ {
    let held: held_by = held_by(viewer, worker);
    let coordinator: &'static str = Role::Coordinator.code();
    held.filter(assignments::role.eq(coordinator))
}

/// Whether the family consents to take part now, of a case that is read.
#[diesel::dsl::auto_type]
pub(crate) fn consented(viewer: &Viewer) -> _ {
    let participate: &'static str = Purpose::Participate.code();
    let nobody: Key = Key(Uuid::nil());
    let now: NaiveDateTime = viewer.now.naive_utc();
    exists(
        consent_standings::table
            .filter(consent_standings::case_id.eq(cases::id))
            .filter(consent_standings::purpose.eq(participate))
            .filter(consent_standings::agency_id.eq(nobody))
            .filter(consent_standings::opens.eq(true))
            .filter(consent_standings::ends_at.gt(now)),
    )
}

/// The family's consent to take part, where it opens anything now.
#[diesel::dsl::auto_type]
fn taking_part(viewer: &Viewer) -> _ {
    let participate: &'static str = Purpose::Participate.code();
    let nobody: Key = Key(Uuid::nil());
    let now: NaiveDateTime = viewer.now.naive_utc();
    consent_standings::table
        .filter(consent_standings::case_id.eq(assignments::case_id))
        .filter(consent_standings::purpose.eq(participate))
        .filter(consent_standings::agency_id.eq(nobody))
        .filter(consent_standings::opens.eq(true))
        .filter(consent_standings::ends_at.gt(now))
}

/// The family's consent to share with the agency, where it opens anything now.
#[diesel::dsl::auto_type]
fn sharing(viewer: &Viewer) -> _ {
    let share: &'static str = Purpose::ShareWithAgencies.code();
    let now: NaiveDateTime = viewer.now.naive_utc();
    consent_standings::table
        .filter(consent_standings::case_id.eq(assignments::case_id))
        .filter(consent_standings::purpose.eq(share))
        .filter(consent_standings::agency_id.eq(assignments::agency_id))
        .filter(consent_standings::opens.eq(true))
        .filter(consent_standings::ends_at.gt(now))
}
