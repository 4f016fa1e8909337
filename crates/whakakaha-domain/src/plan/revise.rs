//! Writing a draft: the whole content at once, every reference checked against the case.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Goal, NoContribution, PlanContent, PlanFile, PlannedAction, UncoveredNeed, kept::keep_hidden};
use crate::{
    action::{Action, Owner, Supporter},
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    filed::ensure_open,
    ids::Id,
    intake::Domain,
    machine::Machine,
    need::Need,
    operation::Operation,
    person::Person,
    profile::ProfileEntry,
    refusal::{Code, Refusal},
    review::check_day,
    worker::Worker,
};

/// Replaces what a draft says. What is hidden from the author stays as it is.
pub struct RevisePlan(pub PlanWish);

/// What a plan is to say.
pub struct PlanWish {
    /// The family's own statement.
    pub family_statement: Option<String>,
    /// What is to change.
    pub goals: Vec<WishedGoal>,
    /// Who commits to what.
    pub actions: Vec<WishedAction>,
    /// Needs that no action covers, and why.
    pub uncovered: Vec<UncoveredNeed>,
    /// Parties that contribute no action, and why.
    pub no_contribution: Vec<NoContribution>,
    /// The next review.
    pub review_on: Option<NaiveDate>,
}

/// A goal as its author names it.
pub struct WishedGoal {
    /// Which one, where it is known from a version of the case's plan.
    pub id: Option<Id<Goal>>,
    /// The name by which actions of the same request refer to it.
    pub key: Option<String>,
    /// What is to change.
    pub title: String,
    /// The domain that it belongs to.
    pub domain: Domain,
    /// Entries of the family's profile that it serves.
    pub priorities: Vec<Id<ProfileEntry>>,
    /// Needs that it serves.
    pub needs: Vec<Id<Need>>,
}

/// A commitment as its author names it.
pub struct WishedAction {
    /// Which one, where it is known from a version of the case's plan.
    pub id: Option<Id<Action>>,
    /// The key or the id of the goal that it serves.
    pub goal_key: String,
    /// What will be done.
    pub what: String,
    /// Who does it.
    pub owner: Owner,
    /// Who helps.
    pub supported_by: Option<Supporter>,
    /// By when.
    pub due_on: NaiveDate,
}

impl Command for RevisePlan {
    type Target = PlanFile;
    const OPERATION: Operation = Operation::RevisePlan;

    fn decide(&self, plan: &PlanFile, at: &Moment) -> Result<Decision, Refusal> {
        ensure_open(&plan.file.case, plan.file.consents_on(plan.file.case.today(at.now)))?;
        plan.version.state.status().after(Operation::RevisePlan)?;
        let author = Author::of(plan, plan.file.case.today(at.now));
        let goals = author.goals(&self.0.goals, at)?;
        let actions = author.actions(&self.0, &goals, at)?;
        author.uncovered(&self.0.uncovered)?;
        if let Some(day) = self.0.review_on {
            check_day(day, &plan.file.case, &plan.reviews, at, "#/review_on")?;
        }
        let revised = PlanContent {
            family_statement: self.0.family_statement.clone(),
            goals,
            actions,
            uncovered: self.0.uncovered.clone(),
            no_contribution: self.0.no_contribution.clone(),
            review_on: self.0.review_on,
            masked: Vec::new(),
        };
        let content = keep_hidden(revised, plan.content(), &author.hidden);
        let version = plan.version.amended(|it| it.content = content);
        Ok(Change::of(version.id).in_case(plan.file.case.id).put(version).into())
    }
}

/// What the author may refer to.
struct Author<'a> {
    plan: &'a PlanFile,
    hidden: BTreeSet<Uuid>,
    goals: BTreeSet<Id<Goal>>,
    actions: BTreeSet<Id<Action>>,
    today: NaiveDate,
}

impl<'a> Author<'a> {
    fn of(plan: &'a PlanFile, today: NaiveDate) -> Self {
        let hidden = plan.hidden();
        let versions = plan.live.iter().chain([&plan.version]);
        let seen: Vec<PlanContent> = versions.map(|version| version.content.without(&hidden)).collect();
        let goals = seen.iter().flat_map(|it| it.goals.iter().map(|goal| goal.id)).collect();
        let actions = seen.iter().flat_map(|it| it.actions.iter().map(|action| action.id)).collect();
        Self { plan, hidden, goals, actions, today }
    }

    fn goals(&self, wished: &[WishedGoal], at: &Moment) -> Result<Vec<Goal>, Refusal> {
        let mut goals: Vec<Goal> = Vec::with_capacity(wished.len());
        for (n, wish) in wished.iter().enumerate() {
            let here = format!("#/goals/{n}");
            let fits = |id: &Id<Goal>| self.goals.contains(id) && goals.iter().all(|goal| goal.id != *id);
            if wish.id.is_some_and(|id| !fits(&id)) {
                return Err(Refusal::at(Code::GoalUnknown, format!("{here}/id")));
            }
            self.links(wish, &here)?;
            goals.push(Goal {
                id: wish.id.unwrap_or_else(|| at.id(nth(n))),
                title: wish.title.clone(),
                domain: wish.domain,
                priorities: wish.priorities.clone(),
                needs: wish.needs.clone(),
            });
        }
        Ok(goals)
    }

    fn links(&self, wish: &WishedGoal, here: &str) -> Result<(), Refusal> {
        let unknown = |id: &Id<ProfileEntry>| {
            self.is_hidden(id.uuid()) || !self.plan.entries.iter().any(|entry| entry.id == *id)
        };
        if let Some(n) = wish.priorities.iter().position(unknown) {
            return Err(Refusal::at(Code::EntryUnknown, format!("{here}/priorities/{n}")));
        }
        if let Some(n) = wish.needs.iter().position(|id| !self.knows_need(*id)) {
            return Err(Refusal::at(Code::NeedUnknown, format!("{here}/needs/{n}")));
        }
        Ok(())
    }

    fn actions(&self, wish: &PlanWish, goals: &[Goal], at: &Moment) -> Result<Vec<PlannedAction>, Refusal> {
        let mut actions: Vec<PlannedAction> = Vec::with_capacity(wish.actions.len());
        for (n, wished) in wish.actions.iter().enumerate() {
            let here = format!("#/actions/{n}");
            let fits = |id: &Id<Action>| self.actions.contains(id) && actions.iter().all(|it| it.id != *id);
            if wished.id.is_some_and(|id| !fits(&id)) {
                return Err(Refusal::at(Code::ActionUnknown, format!("{here}/id")));
            }
            let goal_id = goal_named(&wished.goal_key, &wish.goals, goals)
                .ok_or_else(|| Refusal::at(Code::GoalUnknown, format!("{here}/goal_key")))?;
            self.owner(wished.owner, &format!("{here}/owner"))?;
            self.supporter(wished.supported_by, &format!("{here}/supported_by"))?;
            actions.push(PlannedAction {
                id: wished.id.unwrap_or_else(|| at.id(nth(goals.len() + n))),
                goal_id,
                what: wished.what.clone(),
                owner: wished.owner,
                supported_by: wished.supported_by,
                due_on: wished.due_on,
            });
        }
        Ok(actions)
    }

    fn owner(&self, owner: Owner, here: &str) -> Result<(), Refusal> {
        match owner {
            Owner::Agency { agency_id, worker_id: Some(worker) } => {
                self.worker(worker, Some(agency_id), here)
            }
            Owner::FamilyMember { person_id } => self.member(person_id, here),
            Owner::Agency { worker_id: None, .. } | Owner::Family => Ok(()),
        }
    }

    fn supporter(&self, supporter: Option<Supporter>, here: &str) -> Result<(), Refusal> {
        match supporter {
            Some(Supporter::Worker { worker_id }) => self.worker(worker_id, None, here),
            Some(Supporter::FamilyMember { person_id }) => self.member(person_id, here),
            None => Ok(()),
        }
    }

    fn worker(&self, worker: Id<Worker>, agency: Option<Id<Agency>>, here: &str) -> Result<(), Refusal> {
        let known = self.plan.workers.iter().find(|it| it.worker == worker).map(|it| it.agency);
        let here = format!("{here}/worker_id");
        let employer = known.ok_or_else(|| Refusal::at(Code::ReferenceUnknown, &here))?;
        if agency.is_some_and(|agency| agency != employer) {
            return Err(Refusal::at(Code::WorkerNotOfAgency, here));
        }
        Ok(())
    }

    fn member(&self, person: Id<Person>, here: &str) -> Result<(), Refusal> {
        let stranger = || Refusal::at(Code::PersonNotMember, format!("{here}/person_id"));
        self.plan.file.member(person, self.today).map(|_| ()).ok_or_else(stranger)
    }

    fn uncovered(&self, uncovered: &[UncoveredNeed]) -> Result<(), Refusal> {
        match uncovered.iter().position(|need| !self.knows_need(need.need_id)) {
            Some(n) => Err(Refusal::at(Code::NeedUnknown, format!("#/uncovered/{n}/need_id"))),
            None => Ok(()),
        }
    }

    fn knows_need(&self, id: Id<Need>) -> bool {
        !self.is_hidden(id.uuid()) && self.plan.needs.iter().any(|need| need.id == id)
    }

    fn is_hidden(&self, id: Uuid) -> bool {
        self.hidden.contains(&id)
    }
}

/// The goal of the request with this key, or with this id.
fn goal_named(key: &str, wished: &[WishedGoal], goals: &[Goal]) -> Option<Id<Goal>> {
    let by_key = wished.iter().zip(goals).find(|(wish, _)| wish.key.as_deref() == Some(key));
    let by_id = || goals.iter().find(|goal| goal.id.to_string() == key);
    by_key.map(|(_, goal)| goal.id).or_else(|| by_id().map(|goal| goal.id))
}

fn nth(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
