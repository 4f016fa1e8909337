//! A case as it is read: six statements at the most, whatever its size. What the family keeps from the
//! caller is not in them.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use whakakaha_domain::{
    action::{Action, ActionStatus},
    actor::Principal,
    assignment::Role,
    case::{Case, CaseState},
    code::CodeList,
    entity::{Entity, Version},
    family::Family,
    ids::Id,
    membership::Member,
    operation::Operation,
    person::Person,
    plan::{PlanContent, PlanRendering, PlanStatus, PlanVersion},
    policy::{Relation, Standing},
    restriction::Reader,
    worker::Worker,
};

use super::{
    emergency, family_in, its_family, outline::outline_version, reader, relation, sees_all, visible,
};
use crate::{
    access::{About, Recorded},
    action::kept_from,
    assignment::{self, AssignmentDetail, Held},
    dialect::{Conn, Key, key},
    error::Failure,
    family::members_known_to,
    hidden::{is_withheld, was_kept_back, withheld},
    mention::NOBODY,
    plan::{own_rendering, sent_to},
    record::Row,
    schema::{actions, cases, contacts, item_topics, plan_renderings, plan_versions, progress_reports},
    unit::{Door, Find, Found, Read},
    viewer::Viewer,
};

/// A case with its people, roles, plan and commitments.
pub struct CaseDetail {
    /// The case.
    pub case: Entity<Case>,
    /// The family.
    pub family: Family,
    /// Its members at present.
    pub members: Vec<Member>,
    /// The roles at present.
    pub assignments: Vec<AssignmentDetail>,
    /// The roles that nobody fills although the case needs them.
    pub vacant: Vec<Role>,
    /// The plan in force.
    pub plan: Option<PlanInForce>,
    /// What was promised.
    pub actions: Vec<CaseAction>,
    /// Whether the caller is the family, or coordinates the case: they know how and why things were decided.
    pub unabridged: bool,
    /// When the family is to be contacted next, where the caller may know of contacts.
    pub next_contact: Option<DueDay>,
    /// When the coordinator is to be told next, where the caller may know of that.
    pub next_report: Option<DueDay>,
}

/// A day by which something is due, and whether it has passed.
#[derive(Clone, Copy)]
pub struct DueDay {
    /// The day.
    pub on: NaiveDate,
    /// Whether it lies before today, where the family lives.
    pub passed: bool,
}

/// The plan in force, as far as the caller may know it.
pub struct PlanInForce {
    /// The version.
    pub id: Id<PlanVersion>,
    /// Its number.
    pub number: u32,
    /// What it says.
    pub content: PlanContent,
}

/// A commitment, and whether it is overdue today where the family lives.
pub struct CaseAction {
    /// The commitment.
    pub action: Entity<Action>,
    /// Whether its day has passed and it is not settled.
    pub overdue: bool,
}

impl Find for CaseDetail {
    type Key = Id<Case>;

    fn find(door: &mut Door<'_>, id: &Id<Case>) -> Result<Option<Found<Self>>, Failure> {
        let Some((Row(case), outline, family, contacted, reported)) = found(door, *id)? else {
            return Ok(None);
        };
        let family = family_in(family)?;
        let (held, tied) = assignment::current(door, *id)?;
        let relations = relations(door, *id, &held)?;
        let vacant = vacant(&case, &held);
        let standing = door.standing(relations);
        let today = case.today(door.viewer.now);
        let mut members = members_known_to(door.conn, case.family_id, reader(door.viewer, &standing))?;
        let known: BTreeSet<Id<Person>> = members.iter().map(|it| it.person.id).collect();
        members.retain(|member| member.membership.holds_on(today));
        let reader = reader(door.viewer, &standing);
        let plan = plan_in_force(door.conn, *id, reader, &standing)?;
        let actions = if standing.permits(Operation::ReadAction) {
            open_and_settled(door.conn, *id, reader)?
        } else {
            Vec::new()
        };
        let overdue = |action: Entity<Action>| CaseAction { overdue: action.is_overdue_on(today), action };
        let actions = actions.into_iter().map(overdue).collect();
        let unabridged = sees_all(&standing);
        let shown = held.into_iter().filter(|it| !it.tied);
        let assignments = shown.map(|it| AssignmentDetail { unabridged, ..it.role }).collect();
        let due = |operation, on: Option<NaiveDate>| {
            on.filter(|_| standing.permits(operation)).map(|on| DueDay { on, passed: on < today })
        };
        let next_contact = due(Operation::ReadContacts, case.next_contact_on(contacted));
        let next_report = due(Operation::ReadProgressReports, case.progress_report_due_on(reported));
        let version = if standing.has_any(&Relation::INNER) { case.version } else { outline };
        let mut thing = Self {
            case,
            family,
            members,
            assignments,
            vacant,
            plan,
            actions,
            unabridged,
            next_contact,
            next_report,
        };
        thing.forget(&known, &tied);
        Ok(Some(Found { thing, standing, version }))
    }
}

/// The day of the last contact that reached the family and is open to the reader, beside the case in one statement.
macro_rules! last_contact {
    ($reader:expr) => {{
        let then_hidden = was_kept_back!($reader, contacts::id, (contacts::id, contacts::case_id));
        contacts::table
            .filter(contacts::case_id.eq(cases::id))
            .filter(not(exists(withheld($reader).filter(item_topics::item_id.eq(contacts::id)))))
            .filter(not(then_hidden))
            .filter(contacts::reached.eq(true))
            .order(contacts::happened_on.desc())
            .select(contacts::happened_on)
            .single_value()
    }};
}

/// The day of the last report to the coordinator that is open to the reader, beside the case in one statement.
macro_rules! last_report {
    ($reader:expr) => {{
        let then_hidden =
            was_kept_back!($reader, progress_reports::id, (progress_reports::id, progress_reports::case_id));
        progress_reports::table
            .filter(progress_reports::case_id.eq(cases::id))
            .filter(not(exists(withheld($reader).filter(item_topics::item_id.eq(progress_reports::id)))))
            .filter(not(then_hidden))
            .order(progress_reports::submitted_on.desc())
            .select(progress_reports::submitted_on)
            .single_value()
    }};
}

/// A case, the version of its outline, its family, and the days of the last contact and the last report.
type FoundCase = (Row<Case>, Version, Option<String>, Option<NaiveDate>, Option<NaiveDate>);

fn found(door: &mut Door<'_>, id: Id<Case>) -> Result<Option<FoundCase>, Failure> {
    // Nothing that is said of a contact is kept from whoever coordinates.
    let by_name = door.viewer.reader();
    let row = cases::table
        .find(key(id))
        .filter(visible(door.viewer))
        .select((
            (cases::id, cases::version, cases::body),
            outline_version().assume_not_null(),
            its_family(),
            last_contact!(by_name),
            last_report!(by_name),
        ))
        .first(door.conn)
        .optional()?;
    Ok(row)
}

impl CaseDetail {
    /// Names none of those who decided something, or wrote that down, but whom the caller may know of.
    fn forget(&mut self, known: &BTreeSet<Id<Person>>, tied: &BTreeSet<Id<Worker>>) {
        let of_roles = self.assignments.iter_mut().filter_map(|it| it.assignment.body.decision.as_mut());
        let case = &mut self.case.body;
        let of_issues = case.key_issues.as_mut().map(|it| &mut it.decision);
        let of_answer = case.confidentiality.as_mut().map(|it| &mut it.decision);
        let of_end =
            if let CaseState::Closed(closure) = &mut case.state { closure.decision.as_mut() } else { None };
        for decision in of_roles.chain(of_issues).chain(of_answer).chain(of_end) {
            if !known.contains(&decision.decided_by) {
                decision.decided_by = Id::new(NOBODY);
            }
            if decision.recorded_by.is_some_and(|it| tied.contains(&it)) {
                decision.recorded_by = Some(Id::new(NOBODY));
            }
        }
    }
}

impl Recorded for CaseDetail {
    const ABOUT: About<Self> = About::Case(|it| it.case.id);
}

impl Read for CaseDetail {
    const OPERATION: Operation = Operation::ReadCase;
}

/// The roles without a holder who still works: a coordinator always, the others from the first meeting
/// until the case is closed (F0-24).
fn vacant(case: &Case, held: &[Held]) -> Vec<Role> {
    let met = case.active_since().is_some() || matches!(case.state, CaseState::Closing { .. });
    let needed = |role: &Role| match role {
        Role::Coordinator => case.is_open(),
        Role::LeadAgency | Role::LeadWorker | Role::KeyContact => met,
        Role::Facilitator | Role::Participant => false,
    };
    let known = |it: &&Held| !it.tied && !it.role.departed;
    let filled = |role: Role| held.iter().filter(known).any(|it| it.role.assignment.role == role);
    Role::ALL.iter().copied().filter(|role| needed(role) && !filled(*role)).collect()
}

/// The relations of a caller who may know of the case: by role, else by having opened it in an emergency.
fn relations(door: &mut Door<'_>, case: Id<Case>, held: &[Held]) -> Result<Vec<Relation>, Failure> {
    let of_roles = by_role(door.viewer, held);
    if of_roles.is_empty() { emergency::relations(door.conn, door.viewer, case) } else { Ok(of_roles) }
}

/// The relations that follow from the roles that were read with the case.
fn by_role(viewer: &Viewer, held: &[Held]) -> Vec<Relation> {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => held
            .iter()
            .filter(|it| it.role.assignment.worker_id == Some(worker))
            .filter(|it| it.covered || it.role.assignment.role == Role::Coordinator)
            .map(|it| relation(it.role.assignment.role))
            .collect(),
        Principal::System(_) => vec![Relation::System, Relation::SystemWriter],
        Principal::Family(_) => vec![Relation::FamilyMember],
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => Vec::new(),
    }
}

/// The plan in force: what was rendered for the reader; where nothing was, all of it for the family and for
/// whoever coordinates, leads or keeps in touch; without what has been hidden since. Nothing for a
/// facilitator, who runs a meeting and has no part in what comes of it, also where something was sent to them
/// before. A row for each thing that is hidden, in one statement: there are few.
fn plan_in_force(
    conn: &mut Conn,
    case: Id<Case>,
    reader: Reader,
    standing: &Standing,
) -> Result<Option<PlanInForce>, Failure> {
    if !standing.permits(Operation::ReadPlan) {
        return Ok(None);
    }
    let rows = plan_versions::table
        .left_join(
            plan_renderings::table
                .on(plan_renderings::plan_version_id.eq(plan_versions::id).and(sent_to(reader))),
        )
        .left_join(
            item_topics::table.on(item_topics::case_id.eq(plan_versions::case_id).and(is_withheld(reader))),
        )
        .filter(plan_versions::case_id.eq(key(case)))
        .filter(plan_versions::status.eq(PlanStatus::Current.code()))
        .select((
            (plan_versions::id, plan_versions::version, plan_versions::body),
            (plan_renderings::id, plan_renderings::version, plan_renderings::body).nullable(),
            item_topics::item_id.nullable(),
        ))
        .load::<(Row<PlanVersion>, Option<Row<PlanRendering>>, Option<Key>)>(conn)?;
    let hidden = rows.iter().filter_map(|(_, _, item)| item.map(|item| item.0)).collect();
    let sent = own_rendering(rows.iter().filter_map(|(_, sent, _)| sent.as_ref().map(|row| &row.0.body)));
    let Some((Row(plan), ..)) = rows.first() else { return Ok(None) };
    let whole = standing.has_any(&Relation::INNER) || standing.has(Relation::GlassPlan);
    let content = sent.map(|it| &it.content).or_else(|| whole.then_some(&plan.content));
    let Some(content) = content else { return Ok(None) };
    Ok(Some(PlanInForce { id: plan.id, number: plan.number, content: content.without(&hidden) }))
}

fn open_and_settled(conn: &mut Conn, case: Id<Case>, reader: Reader) -> Result<Vec<Entity<Action>>, Failure> {
    let rows = actions::table
        .filter(actions::case_id.eq(key(case)))
        .filter(not(kept_from(reader)))
        .filter(actions::status.ne(ActionStatus::Superseded.code()))
        .order((actions::due_on, actions::id))
        .limit(MOST_ACTIONS)
        .select((actions::id, actions::version, actions::body))
        .load::<Row<Action>>(conn)?;
    Ok(Row::entities(rows))
}

/// More than any plan has; whoever needs more pages through the list of actions.
const MOST_ACTIONS: i64 = 200;
