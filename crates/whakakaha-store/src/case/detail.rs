//! A case as it is read: six statements at the most, whatever its size. What the family keeps from the
//! caller's agency is not in them.

use diesel::{
    dsl::{exists, not},
    prelude::*,
};
use whakakaha_domain::{
    action::{Action, ActionStatus},
    actor::Principal,
    agency::Agency,
    assignment::Role,
    case::Case,
    code::CodeList,
    entity::Entity,
    family::Family,
    ids::Id,
    membership::Member,
    operation::Operation,
    plan::{PlanContent, PlanRendering, PlanStatus, PlanVersion},
    policy::{Relation, Standing},
};

use super::{family_in, its_family, relation, restricted_agency, visible};
use crate::{
    action::keeping_from,
    assignment::{self, AssignmentDetail},
    dialect::{Conn, Key, key},
    error::Failure,
    family::members,
    plan::hidden,
    record::Row,
    schema::{actions, cases, plan_renderings, plan_versions},
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
    /// The plan in force.
    pub plan: Option<PlanInForce>,
    /// What was promised.
    pub actions: Vec<CaseAction>,
    /// Whether the caller is the family, or coordinates the case: nothing is kept from them.
    pub unabridged: bool,
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
        let row = cases::table
            .find(key(*id))
            .filter(visible(door.viewer))
            .select(((cases::id, cases::version, cases::body), its_family()))
            .first::<(Row<Case>, Option<String>)>(door.conn)
            .optional()?;
        let Some((Row(case), family)) = row else { return Ok(None) };
        let family = family_in(family)?;
        let (assignments, covered) = assignment::current(door, *id)?;
        let relations = relations(door.viewer, &assignments, &covered);
        let standing = door.standing(relations);
        let today = case.today(door.viewer.now);
        let mut members = members(door.conn, case.family_id)?;
        members.retain(|member| member.membership.holds_on(today));
        let hidden_from = restricted_agency(door.viewer, &standing);
        let plan = plan_in_force(door.conn, *id, hidden_from, &standing)?;
        let actions = open_and_settled(door.conn, *id, hidden_from)?;
        let overdue = |action: Entity<Action>| CaseAction { overdue: action.is_overdue_on(today), action };
        let actions = actions.into_iter().map(overdue).collect();
        let unabridged = standing.has(Relation::Coordinator) || standing.has(Relation::FamilyMember);
        let version = case.version;
        let thing = Self { case, family, members, assignments, plan, actions, unabridged };
        Ok(Some(Found { thing, standing, version }))
    }
}

impl Read for CaseDetail {
    const OPERATION: Operation = Operation::ReadCase;
}

/// The relations of a caller who may know of the case, from the roles that were read with it.
fn relations(viewer: &Viewer, assignments: &[AssignmentDetail], covered: &[bool]) -> Vec<Relation> {
    match viewer.actor.principal {
        Principal::Worker { worker, .. } => assignments
            .iter()
            .zip(covered)
            .filter(|(it, _)| it.assignment.worker_id == Some(worker))
            .filter(|(it, covered)| **covered || it.assignment.role == Role::Coordinator)
            .map(|(it, _)| relation(it.assignment.role))
            .collect(),
        Principal::System(_) => vec![Relation::System, Relation::SystemWriter],
        Principal::Family(_) => vec![Relation::FamilyMember],
        Principal::Reporter | Principal::Administrator | Principal::Public | Principal::Service => Vec::new(),
    }
}

/// The plan in force: for an agency, what was rendered for it; for whoever leads, keeps in touch or
/// facilitates where nothing was rendered for their agency, all of it; both without what has been hidden
/// since. For the family and whoever coordinates, in full.
fn plan_in_force(
    conn: &mut Conn,
    case: Id<Case>,
    hidden_from: Option<Id<Agency>>,
    standing: &Standing,
) -> Result<Option<PlanInForce>, Failure> {
    let agency = hidden_from.map_or(Key(uuid::Uuid::nil()), key);
    let row = plan_versions::table
        .left_join(plan_renderings::table.on(
            plan_renderings::plan_version_id.eq(plan_versions::id).and(plan_renderings::agency_id.eq(agency)),
        ))
        .filter(plan_versions::case_id.eq(key(case)))
        .filter(plan_versions::status.eq(PlanStatus::Current.code()))
        .select((
            (plan_versions::id, plan_versions::version, plan_versions::body),
            (plan_renderings::id, plan_renderings::version, plan_renderings::body).nullable(),
        ))
        .first::<(Row<PlanVersion>, Option<Row<PlanRendering>>)>(conn)
        .optional()?;
    let Some((Row(plan), rendering)) = row else { return Ok(None) };
    let whole = hidden_from.is_none() || IN_FULL.iter().any(|relation| standing.has(*relation));
    let content = match rendering {
        Some(Row(rendering)) => Some(rendering.body.content),
        None => whole.then(|| plan.body.content),
    };
    let Some(content) = content else { return Ok(None) };
    let hidden = hidden(conn, case, hidden_from)?;
    Ok(Some(PlanInForce { id: plan.id, number: plan.body.number, content: content.without(&hidden) }))
}

const IN_FULL: [Relation; 3] = [Relation::LeadWorker, Relation::KeyContact, Relation::Facilitator];

fn open_and_settled(
    conn: &mut Conn,
    case: Id<Case>,
    hidden_from: Option<Id<Agency>>,
) -> Result<Vec<Entity<Action>>, Failure> {
    let mut query = actions::table
        .filter(actions::case_id.eq(key(case)))
        .filter(actions::status.ne(ActionStatus::Superseded.code()))
        .order((actions::due_on, actions::id))
        .limit(MOST_ACTIONS)
        .select((actions::id, actions::version, actions::body))
        .into_boxed();
    if let Some(agency) = hidden_from {
        query = query.filter(not(exists(keeping_from(key(agency)))));
    }
    Ok(Row::entities(query.load::<Row<Action>>(conn)?))
}

/// More than any plan has; whoever needs more pages through the list of actions.
const MOST_ACTIONS: i64 = 200;
