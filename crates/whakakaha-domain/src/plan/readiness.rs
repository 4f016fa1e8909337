//! What must hold before a plan is sent to its parties, in the order of the machine table. Pointers name
//! the place in the plan's content.

use chrono::NaiveDate;

use super::{Goal, Party, PlanFile, PlannedAction, in_force::new_due_date};
use crate::{
    action::Owner,
    agency::Agency,
    assignment::{Assignment, Role},
    case::CaseFile,
    command::Moment,
    entity::Entity,
    ids::Id,
    need::{Need, NeedPriority},
    profile::ProfileKind,
    refusal::{Code, Refusal},
    restriction::{Reader, owner_excluded},
    review::check_day,
    worker::Worker,
};

/// Who leads and who keeps in touch, once everything that a plan needs is there.
pub(super) fn check(plan: &PlanFile, at: &Moment) -> Result<(Id<Agency>, Id<Worker>), Refusal> {
    let lead = plan.file.holder(Role::LeadAgency).ok_or(Code::LeadAgencyMissing)?;
    let key_contact = plan.file.holder(Role::KeyContact).and_then(|it| it.worker_id);
    let key_contact = key_contact.ok_or(Code::KeyContactMissing)?;
    let day = plan.content().review_on.ok_or_else(|| Refusal::at(Code::ReviewDateMissing, "#/review_on"))?;
    check_day(day, &plan.file.case, &plan.reviews, at, "#/review_on")?;
    at_least_one(&plan.content().goals, Code::GoalMissing, "#/goals")?;
    at_least_one(&plan.content().actions, Code::ActionMissing, "#/actions")?;
    each(plan, |plan, goal: &Goal| is_linked(plan, goal), Code::GoalNotLinked)?;
    each(plan, |plan, goal: &Goal| plan.content().has_action(goal.id), Code::GoalWithoutAction)?;
    let uncovered = |need: &&Entity<Need>| !need.met && !is_covered(plan, need);
    let hidden = plan.hidden();
    let known = plan.needs.iter().filter(|need| !hidden.contains(&need.id.uuid()));
    if known.filter(|need| need.priority == NeedPriority::Priority).any(|need| uncovered(&need)) {
        return Err(Refusal::at(Code::NeedNotCovered, "#/uncovered"));
    }
    let today = plan.file.case.today(at.now);
    owners(plan, is_supported, Code::SupporterMissing, "supported_by")?;
    owners(plan, |action| takes_part(&plan.file, action.owner, today), Code::OwnerNotParticipating, "owner")?;
    owners(plan, |action| sees_own(plan, action), Code::RestrictedOwner, "owner")?;
    owners(plan, |action| !is_given_up(plan, action), Code::ActionGivenUp, "id")?;
    owners(plan, |action| is_ahead(plan, action, today), Code::DueDatePassed, "due_on")?;
    contributions(plan)?;
    Ok((lead.agency_id, key_contact))
}

fn at_least_one<T>(list: &[T], missing: Code, pointer: &str) -> Result<(), Refusal> {
    if list.is_empty() { Err(Refusal::at(missing, pointer)) } else { Ok(()) }
}

/// Whether the commitment was released, cancelled or dropped since it was written down.
fn is_given_up(plan: &PlanFile, planned: &PlannedAction) -> bool {
    plan.actions.iter().any(|action| action.id == planned.id && action.status.is_given_up())
}

/// Whether the due date lies ahead. One that was promised before and stays as it was may have passed: that it
/// is late is on record already.
fn is_ahead(plan: &PlanFile, planned: &PlannedAction, today: NaiveDate) -> bool {
    let mut followed = plan.actions.iter();
    planned.due_on >= today
        || followed.any(|it| it.id == planned.id && new_due_date(plan, it, planned).is_none())
}

/// The family and every agency that takes part either own an action or are on record as having none (F0-50).
fn contributions(plan: &PlanFile) -> Result<(), Refusal> {
    let agencies = participants(&plan.file).map(|it| Party::Agency { agency_id: it.agency_id });
    let says_none = |party| plan.content().no_contribution.iter().any(|it| it.party == party);
    let unclear = |party: &Party| plan.content().has_action_of(*party) == says_none(*party);
    if [Party::Family].into_iter().chain(agencies).any(|party| unclear(&party)) {
        return Err(Refusal::at(Code::ContributionUnclear, "#/no_contribution"));
    }
    Ok(())
}

fn each(plan: &PlanFile, holds: impl Fn(&PlanFile, &Goal) -> bool, code: Code) -> Result<(), Refusal> {
    match plan.content().goals.iter().position(|goal| !holds(plan, goal)) {
        Some(n) => Err(Refusal::at(code, format!("#/goals/{n}"))),
        None => Ok(()),
    }
}

fn owners(
    plan: &PlanFile,
    holds: impl Fn(&PlannedAction) -> bool,
    code: Code,
    member: &str,
) -> Result<(), Refusal> {
    match plan.content().actions.iter().position(|action| !holds(action)) {
        Some(n) => Err(Refusal::at(code, format!("#/actions/{n}/{member}"))),
        None => Ok(()),
    }
}

/// Whether the goal serves a priority of the family or a need (F1-20). Entries that were removed since,
/// and entries of other lists, are no priorities.
fn is_linked(plan: &PlanFile, goal: &Goal) -> bool {
    let mut entries = plan.entries.iter();
    let mut needs = plan.needs.iter();
    entries.any(|entry| entry.kind == ProfileKind::Priority && goal.priorities.contains(&entry.id))
        || needs.any(|need| goal.needs.contains(&need.id))
}

/// Whether a goal with an action serves the need, or it is on record why none does (F2-02).
fn is_covered(plan: &PlanFile, need: &Entity<Need>) -> bool {
    let content = plan.content();
    let mut goals = content.goals.iter();
    goals.any(|goal| goal.needs.contains(&need.id) && content.has_action(goal.id))
        || content.uncovered.iter().any(|uncovered| uncovered.need_id == need.id)
}

/// Whether an action of the family names who helps (F0-29).
const fn is_supported(action: &PlannedAction) -> bool {
    match action.owner {
        Owner::FamilyMember { .. } | Owner::Family => action.supported_by.is_some(),
        Owner::Agency { .. } => true,
    }
}

fn takes_part(file: &CaseFile, owner: Owner, today: NaiveDate) -> bool {
    match owner {
        Owner::Agency { agency_id, .. } => {
            participants(file).any(|assignment| assignment.agency_id == agency_id)
                && file.shares_with(agency_id, today)
        }
        Owner::FamilyMember { person_id } => file.member(person_id, today).is_some(),
        Owner::Family => true,
    }
}

/// Whether the owner may know of the action.
fn sees_own(plan: &PlanFile, action: &PlannedAction) -> bool {
    let mut hiding =
        plan.confidences.restrictions.iter().filter(|it| plan.confidences.concerns(it, action.id.uuid()));
    let kept_safe = |person| {
        let kept = plan
            .confidences
            .safeguards
            .iter()
            .flat_map(|it| plan.confidences.kept_safe(it, Reader::FamilyMember(person)));
        kept.into_iter().any(|item| item == action.id.uuid())
    };
    let unsafe_for_owner = matches!(action.owner, Owner::FamilyMember { person_id } if kept_safe(person_id));
    !hiding.any(|restriction| owner_excluded(restriction, action.owner)) && !unsafe_for_owner
}

/// Who takes part for an agency; the lead agency takes part.
pub(super) fn participants(file: &CaseFile) -> impl Iterator<Item = &Entity<Assignment>> {
    file.holders(Role::Participant).chain(file.holders(Role::LeadAgency))
}
