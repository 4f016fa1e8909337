//! A plan in force with two goals and six commitments, what each agency was sent of it, and its review.

use chrono::NaiveDate;

use super::{Desk, Hand};
use crate::{
    action::{Action, ActionStatus, Owner},
    case::CaseFile,
    command::Change,
    entity::Entity,
    ids::Id,
    intake::Domain,
    plan::{
        Answer, Circulation, Goal, Party, PartyResponse, PlanContent, PlanRendering, PlanState, PlanVersion,
        PlannedAction, Recipient, Verdict,
    },
    review::{Review, ReviewState},
};

/// What was agreed.
pub(super) struct Promises {
    plan: Entity<PlanVersion>,
    renderings: Vec<Entity<PlanRendering>>,
    actions: Vec<Entity<Action>>,
    review: Entity<Review>,
    first: Id<Action>,
}

impl Promises {
    /// The commitment of the lead agency.
    pub(super) const fn first(&self) -> Id<Action> {
        self.first
    }

    pub(super) fn put_into(self, change: Change) -> Change {
        change.put(self.plan).put_all(self.renderings).put_all(self.actions).put(self.review)
    }
}

const DOMAINS: [Domain; 2] = [Domain::Education, Domain::Health];
const PROMISES: [&str; 6] = [
    "books an appointment with the hearing specialist and goes along",
    "makes a plan for the mornings together with the teacher",
    "visits once a week until the end of the term",
    "brings the children to school before nine",
    "asks for help with the power bill at the budget service",
    "finds a place in the after-school programme",
];

pub(super) fn promises(desk: &Desk, file: &CaseFile, review_on: NaiveDate, hand: &mut Hand<'_>) -> Promises {
    let content = content(desk, file, review_on, hand);
    let case_id = file.case.id;
    let plan = hand.new_thing(PlanVersion {
        case_id,
        number: 1,
        meeting_id: None,
        change_reason: None,
        state: PlanState::Current {
            circulation: circulation(desk, &content, hand),
            effective_on: hand.ago(30),
        },
        content,
    });
    let [_, taking_part @ ..] = desk.agencies;
    let renderings = taking_part.map(|agency_id| {
        hand.new_thing(PlanRendering {
            case_id,
            plan_version_id: plan.id,
            recipient: Recipient::Agency(agency_id),
            content: plan.content.clone(),
            rendering_hash: plan.content.hash(),
        })
    });
    let review = hand.new_thing(Review {
        case_id,
        due_on: review_on,
        original_due_on: review_on,
        moves: Vec::new(),
        state: ReviewState::Scheduled,
    });
    let actions: Vec<_> = plan.content.actions.iter().map(|planned| promised(file, &plan, planned)).collect();
    let first = actions.first().map_or_else(|| hand.id(), |action| action.id);
    Promises { plan, renderings: renderings.into(), actions, review, first }
}

fn content(desk: &Desk, file: &CaseFile, review_on: NaiveDate, hand: &mut Hand<'_>) -> PlanContent {
    let goals = DOMAINS.map(|domain| Goal {
        id: hand.id(),
        title: "the children are at school every day and well".to_owned(),
        domain,
        priorities: Vec::new(),
        needs: Vec::new(),
    });
    let [_, lead, second, third] = desk.agencies;
    let [_, leader, teacher, nurse] = desk.workers.map(Some);
    let mother = file.members.first().map(|member| member.person.id);
    let owners = [
        Owner::Agency { agency_id: lead, worker_id: leader },
        Owner::Agency { agency_id: second, worker_id: teacher },
        Owner::Agency { agency_id: third, worker_id: nurse },
        mother.map_or(Owner::Family, |person_id| Owner::FamilyMember { person_id }),
        Owner::Family,
        Owner::Agency { agency_id: lead, worker_id: leader },
    ];
    let actions =
        owners.iter().zip(PROMISES).zip(goals.iter().cycle()).map(|((owner, what), goal)| PlannedAction {
            id: hand.id(),
            goal_id: goal.id,
            what: what.to_owned(),
            owner: *owner,
            supported_by: None,
            due_on: hand.day(28),
        });
    PlanContent {
        family_statement: Some("We want our mornings back.".to_owned()),
        actions: actions.collect(),
        goals: goals.into(),
        uncovered: Vec::new(),
        no_contribution: Vec::new(),
        review_on: Some(review_on),
        masked: Vec::new(),
    }
}

fn circulation(desk: &Desk, content: &PlanContent, hand: &Hand<'_>) -> Circulation {
    let [_, taking_part @ ..] = desk.agencies;
    let [lead, ..] = taking_part;
    let agencies = taking_part.map(|agency_id| Party::Agency { agency_id });
    let answer = |party| PartyResponse {
        party,
        rendering_hash: content.hash(),
        answer: Some(Answer {
            verdict: Verdict::Agree,
            comment: None,
            at: hand.at.now,
            worker_id: Some(desk.lead()),
            family_decision: None,
        }),
        late: Vec::new(),
    };
    Circulation {
        at: hand.at.now,
        lead_agency_id: lead,
        key_contact_id: desk.lead(),
        content_hash: content.hash(),
        parties: [Party::Family].into_iter().chain(agencies).map(answer).collect(),
    }
}

fn promised(file: &CaseFile, plan: &Entity<PlanVersion>, planned: &PlannedAction) -> Entity<Action> {
    let domain = plan.content.goal(planned.goal_id).map_or(Domain::Education, |goal| goal.domain);
    let action = Action {
        case_id: file.case.id,
        plan_version_id: plan.id,
        goal_id: planned.goal_id,
        domain,
        what: planned.what.clone(),
        owner: planned.owner,
        supported_by: None,
        due_on: planned.due_on,
        original_due_on: planned.due_on,
        renegotiations: Vec::new(),
        status: ActionStatus::Agreed,
        done_on: None,
        blocked: None,
        last_finding: None,
        last_checked_on: None,
        ended_because: None,
    };
    Entity::new(planned.id, action)
}
