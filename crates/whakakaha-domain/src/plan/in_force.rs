//! A version comes into force: the one before gives way, and its commitments go into follow-up.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Circulation, PlanFile, PlanState, PlannedAction};
use crate::{
    action::{Action, ActionStatus, Renegotiation},
    command::{Change, Moment},
    entity::Entity,
    ids::Id,
    intake::Domain,
    review::settle,
};

/// Everything that follows when the last party has agreed.
pub(super) fn begin(plan: &PlanFile, circulation: Circulation, at: &Moment) -> Change {
    let effective_on = plan.file.case.today(at.now);
    let version = plan.version.amended(|it| it.state = PlanState::Current { circulation, effective_on });
    // The one before first: a case has one version in force at any time.
    let before = plan.current().and_then(|current| {
        let circulation = current.state.circulation()?.clone();
        Some(current.amended(|it| it.state = PlanState::Superseded { circulation, by: plan.version.id }))
    });
    let review_on = plan.content().review_on;
    let change = Change::of(version.id)
        .in_case(plan.file.case.id)
        .put_all(before)
        .put(version)
        .put_all(commitments(plan, at))
        .put_all(dropped(plan));
    match review_on {
        Some(day) => change
            .put_all(
                (plan.file.case.next_review_on != Some(day))
                    .then(|| plan.file.case.amended(|case| case.next_review_on = Some(day))),
            )
            .put_all(settle(&plan.reviews, plan.file.case.id, day, (&reason(plan), at))),
        None => change,
    }
}

/// Why dates moved and commitments went. Not the reason for the version, which may speak of what is hidden
/// from those who read this.
fn reason(plan: &PlanFile) -> String {
    format!("version {} of the plan", plan.version.number)
}

/// Commitments that are new or changed.
fn commitments(plan: &PlanFile, at: &Moment) -> Vec<Entity<Action>> {
    let rows: BTreeMap<Id<Action>, &Entity<Action>> =
        plan.actions.iter().map(|action| (action.id, action)).collect();
    let planned = plan.content().actions.iter();
    planned
        .filter_map(|planned| match rows.get(&planned.id) {
            None => Some(Entity::new(planned.id, promised(plan, planned))),
            Some(action) => changed(plan, action, planned, at),
        })
        .collect()
}

fn domain(plan: &PlanFile, planned: &PlannedAction) -> Domain {
    let goal = plan.content().goal(planned.goal_id);
    goal.map_or(Domain::FamilySocialRelationships, |goal| goal.domain)
}

fn promised(plan: &PlanFile, planned: &PlannedAction) -> Action {
    Action {
        case_id: plan.file.case.id,
        plan_version_id: plan.version.id,
        goal_id: planned.goal_id,
        domain: domain(plan, planned),
        what: planned.what.clone(),
        owner: planned.owner,
        supported_by: planned.supported_by,
        due_on: planned.due_on,
        original_due_on: planned.due_on,
        renegotiations: Vec::new(),
        status: ActionStatus::Agreed,
        done_on: None,
        blocked: None,
        last_finding: None,
        last_checked_on: None,
        ended_because: None,
    }
}

/// The commitment as this version has it; none where nothing changed. Its history stays.
fn changed(
    plan: &PlanFile,
    action: &Entity<Action>,
    planned: &PlannedAction,
    at: &Moment,
) -> Option<Entity<Action>> {
    let domain = domain(plan, planned);
    let due_on = new_due_date(plan, action, planned);
    let same = action.goal_id == planned.goal_id
        && action.domain == domain
        && action.what == planned.what
        && action.owner == planned.owner
        && action.supported_by == planned.supported_by;
    if same && due_on.is_none() {
        return None;
    }
    Some(action.amended(|it| {
        it.plan_version_id = plan.version.id;
        it.goal_id = planned.goal_id;
        it.domain = domain;
        it.what.clone_from(&planned.what);
        it.owner = planned.owner;
        it.supported_by = planned.supported_by;
        if let Some(to) = due_on {
            it.renegotiations.push(Renegotiation { from: it.due_on, to, reason: reason(plan), at: at.now });
            it.due_on = to;
        }
    }))
}

/// The due date that this version sets. A version that leaves the date as the version before had it
/// does not undo what was agreed in between.
pub(super) fn new_due_date(plan: &PlanFile, action: &Action, planned: &PlannedAction) -> Option<NaiveDate> {
    let before = plan.current().and_then(|current| {
        let mut actions = current.content.actions.iter();
        actions.find(|before| before.id == planned.id).map(|before| before.due_on)
    });
    (before != Some(planned.due_on) && action.due_on != planned.due_on).then_some(planned.due_on)
}

/// Open commitments that this version does not have any more.
fn dropped(plan: &PlanFile) -> impl Iterator<Item = Entity<Action>> {
    let kept = |id: Id<Action>| plan.content().actions.iter().any(|planned| planned.id == id);
    let gone = plan.actions.iter().filter(move |action| action.status.is_open() && !kept(action.id));
    gone.map(|action| {
        action.amended(|it| {
            it.status = ActionStatus::Superseded;
            it.ended_because = Some(reason(plan));
        })
    })
}
