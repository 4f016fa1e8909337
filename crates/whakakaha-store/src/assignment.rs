//! Assignments: roles on cases, with the names of those who hold them.

use std::collections::BTreeSet;

use diesel::{dsl::not, prelude::*, sql_types::Bool};
use uuid::Uuid;
use whakakaha_domain::{
    agency::Agency,
    assignment::{Assignment, AssignmentFile, RoleCandidate},
    case::Case,
    entity::Entity,
    ids::Id,
    operation::Operation,
    person::Person,
    policy::Standing,
    restriction::Reader,
    worker::Worker,
};

use crate::{
    access::{About, Recorded},
    case,
    dialect::{Conn, Key, key},
    error::Failure,
    hidden::reaches_the_plan,
    intake::known_agencies,
    mention::recorders,
    page::{Page, PageRequest, Position},
    record::Row,
    safety::is_tied,
    schema::{agencies, assignments, workers},
    unit::{Door, Find, Found, List, Read},
};

/// A role on a case with the names of its holders.
pub struct AssignmentDetail {
    /// The role.
    pub assignment: Entity<Assignment>,
    /// The name of the agency.
    pub agency: String,
    /// The name of the worker, where a person holds it.
    pub worker: Option<String>,
    /// Whether the caller is the family, or coordinates the case: the family's decision is for them.
    pub unabridged: bool,
    /// Whether that person has left the agency since.
    pub departed: bool,
}

type Holder = (Row<Assignment>, String, Option<Row<Worker>>);

impl AssignmentDetail {
    fn of((assignment, agency, worker): Holder, unabridged: bool) -> Self {
        let departed = worker.as_ref().is_some_and(|row| row.0.ended_on.is_some());
        let worker = worker.map(|row| row.0.body.name);
        Self { assignment: assignment.0, agency, worker, unabridged, departed }
    }
}

/// Every assignment with its agency and, where there is one, its worker.
#[diesel::dsl::auto_type(no_type_alias)]
fn with_names() -> _ {
    assignments::table
        .inner_join(agencies::table.on(agencies::id.eq(assignments::agency_id)))
        .left_join(workers::table.on(workers::id.nullable().eq(assignments::worker_id)))
}

/// A role on a case at present.
pub(crate) struct Held {
    /// The role, without the family's decision.
    pub(crate) role: AssignmentDetail,
    /// Whether the caller holds it and the family's consent opens the case by it.
    pub(crate) covered: bool,
    /// Whether who holds it would tell the caller where somebody is.
    pub(crate) tied: bool,
}

/// The roles on a case at present, for whoever may know of the case; and of those who have or ever had one, the workers who
/// would tell the caller where somebody is.
pub(crate) fn current(
    door: &mut Door<'_>,
    case: Id<Case>,
) -> Result<(Vec<Held>, BTreeSet<Id<Worker>>), Failure> {
    let may_be_tied = door.viewer.actor.principal.person().is_some();
    let own = Key(door.viewer.actor.principal.worker().map_or(Uuid::nil(), Id::uuid));
    let rows = with_names()
        .filter(assignments::case_id.eq(key(case)))
        .filter(assignments::ended_on.is_null().or(may_be_tied.into_sql::<Bool>()))
        .order(assignments::id)
        .select((
            (assignments::id, assignments::version, assignments::body),
            agencies::name,
            (workers::id, workers::version, workers::body).nullable(),
            assignments::worker_id.eq(own).and(case::covered(door.viewer)),
            is_tied(by_name(door)),
        ))
        .load::<(Row<Assignment>, String, Option<Row<Worker>>, Option<bool>, bool)>(door.conn)?;
    let role = |(assignment, agency, worker, covered, tied): (_, _, _, Option<bool>, _)| {
        let role = AssignmentDetail::of((assignment, agency, worker), false);
        Held { role, covered: covered.unwrap_or(false), tied }
    };
    let mut held: Vec<Held> = rows.into_iter().map(role).collect();
    let tied = held.iter().filter(|it| it.tied).filter_map(|it| it.role.assignment.worker_id).collect();
    held.retain(|it| it.role.assignment.ended_on.is_none());
    Ok((held, tied))
}

/// The caller by name: what tells where somebody is is kept from members of the family alone.
fn by_name(door: &Door<'_>) -> Reader {
    door.viewer.reader()
}

impl Find for AssignmentDetail {
    type Key = Id<Assignment>;

    fn find(door: &mut Door<'_>, id: &Id<Assignment>) -> Result<Option<Found<Self>>, Failure> {
        let row = with_names()
            .filter(assignments::id.eq(key(*id)))
            .filter(not(is_tied(by_name(door))))
            .select((
                (assignments::id, assignments::version, assignments::body),
                agencies::name,
                (workers::id, workers::version, workers::body).nullable(),
            ))
            .first::<Holder>(door.conn)
            .optional()?;
        let Some(holder) = row else { return Ok(None) };
        let Some(standing) = case::standing(door, holder.0.0.case_id)? else { return Ok(None) };
        let thing = Self::of(holder, case::sees_all(&standing));
        if thing.assignment.ended_on.is_some() && !thing.unabridged {
            return Ok(None);
        }
        Ok(Some(Found { version: thing.assignment.version, thing, standing }))
    }
}

impl Recorded for AssignmentDetail {
    const ABOUT: About<Self> = About::Case(|it| it.assignment.case_id);

    fn mentions(&mut self) -> Option<Vec<&mut Id<Person>>> {
        let told = self.assignment.body.decision.as_mut();
        self.unabridged.then(|| told.map(|it| &mut it.decided_by).into_iter().collect())
    }

    fn agents(&mut self) -> Option<Vec<&mut Uuid>> {
        Some(recorders(self.assignment.body.decision.as_mut()).collect())
    }
}

impl Read for AssignmentDetail {
    const OPERATION: Operation = Operation::ReadCase;
}

impl List for AssignmentDetail {
    const OPERATION: Operation = Operation::ReadCase;
    type Filter = Id<Case>;

    fn standing(door: &mut Door<'_>, case: &Id<Case>) -> Result<Option<Standing>, Failure> {
        case::standing(door, *case)
    }

    fn page(door: &mut Door<'_>, case: &Id<Case>, page: &PageRequest) -> Result<Page<Self>, Failure> {
        let unabridged = case::standing(door, *case)?.is_some_and(|standing| case::sees_all(&standing));
        let rows = with_names()
            .filter(assignments::case_id.eq(key(*case)))
            .filter(not(is_tied(by_name(door))))
            .filter(assignments::ended_on.is_null().or(unabridged.into_sql::<Bool>()))
            .filter(assignments::id.gt(Key(page.after_id())))
            .order(assignments::id)
            .limit(page.fetch())
            .select((
                (assignments::id, assignments::version, assignments::body),
                agencies::name,
                (workers::id, workers::version, workers::body).nullable(),
            ))
            .load::<Holder>(door.conn)?;
        let items = rows.into_iter().map(|holder| Self::of(holder, unabridged)).collect();
        Ok(Page::cut(items, page, |item: &Self| Position {
            sort: String::new(),
            id: item.assignment.id.uuid(),
        }))
    }
}

/// Those to whom a role is to be given, on which case.
#[derive(Clone, Copy)]
pub struct Candidate {
    /// The case.
    pub case: Id<Case>,
    /// The agency.
    pub agency: Id<Agency>,
    /// The worker.
    pub worker: Option<Id<Worker>>,
}

impl Find for RoleCandidate {
    type Key = Candidate;

    fn find(door: &mut Door<'_>, wanted: &Candidate) -> Result<Option<Found<Self>>, Failure> {
        let Some(found) = case::case_file(door, wanted.case)? else { return Ok(None) };
        let agency_known = !known_agencies(door.conn, &[wanted.agency])?.is_empty();
        let worker = match wanted.worker {
            Some(worker) => worker_by_id(door.conn, worker)?,
            None => None,
        };
        let reader = match wanted.worker {
            Some(worker) => Reader::Worker(worker, wanted.agency),
            None => Reader::Agency(wanted.agency),
        };
        let excluded = reaches_the_plan(door.conn, wanted.case, reader)?;
        let unseen = unseen_roles(door, wanted.case)?;
        Ok(Some(found.map(|file| Self { file, agency_known, worker, excluded, unseen })))
    }
}

/// The roles on a case that are not shown to the caller, because whoever holds them would tell where somebody is.
pub(crate) fn unseen_roles(door: &mut Door<'_>, case: Id<Case>) -> Result<BTreeSet<Id<Assignment>>, Failure> {
    let tied = assignments::table.filter(assignments::case_id.eq(key(case))).filter(is_tied(by_name(door)));
    Ok(tied.select(assignments::id).load::<Key>(door.conn)?.into_iter().map(Key::id).collect())
}

/// A worker, if there is one with this id.
pub(crate) fn worker_by_id(conn: &mut Conn, id: Id<Worker>) -> Result<Option<Entity<Worker>>, Failure> {
    let row = workers::table
        .find(key(id))
        .select((workers::id, workers::version, workers::body))
        .first::<Row<Worker>>(conn)
        .optional()?;
    Ok(row.map(|row| row.0))
}

impl Find for AssignmentFile {
    type Key = Id<Assignment>;

    fn find(door: &mut Door<'_>, id: &Id<Assignment>) -> Result<Option<Found<Self>>, Failure> {
        let case = assignments::table.find(key(*id)).select(assignments::case_id).first::<Key>(door.conn);
        let Some(case) = case.optional()? else { return Ok(None) };
        let Some(found) = case::case_file(door, case.id())? else { return Ok(None) };
        let assignment = found.thing.assignments.iter().find(|it| it.id == *id).cloned();
        Ok(assignment.map(|assignment| Found {
            version: assignment.version,
            ..found.map(|file| Self { assignment, file })
        }))
    }
}
