//! The parts of what is read of a case.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    action::Owner,
    case::{ConfidentialityAnswer, Eligibility, KeyIssues, Preferences},
    ids::Id,
    membership::Member,
    plan::Goal,
};
use whakakaha_store::case::{CaseAction, PlanInForce};

use crate::{
    code::{ActionStatusCode, DomainCode, FamilyRoleCode},
    decision::FamilyDecisionView,
};

/// Why a case was accepted.
#[derive(Serialize, ToSchema)]
#[schema(as = Eligibility)]
pub(crate) struct EligibilityView {
    /// Dependent children and young people.
    #[schema(maximum = 1000)]
    dependent_children: u32,
    /// Needs known.
    #[schema(maximum = 1000)]
    needs: u32,
    /// Agencies involved or needed.
    #[schema(maximum = 1000)]
    agencies: u32,
    /// Why it was accepted although something is missing; for the family and the coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    override_reason: Option<String>,
}

impl EligibilityView {
    pub(super) fn of(eligibility: &Eligibility, unabridged: bool) -> Self {
        Self {
            dependent_children: eligibility.dependent_children,
            needs: eligibility.needs,
            agencies: eligibility.agencies,
            override_reason: eligibility.override_reason.clone().filter(|_| unabridged),
        }
    }
}

/// How the family wants things done.
#[derive(Serialize, ToSchema)]
#[schema(as = Preferences)]
pub(crate) struct PreferencesView {
    /// Tikanga: karakia, mihi, kai, kaumātua, te reo.
    #[schema(max_items = 30, max_length = 200)]
    tikanga: Vec<String>,
    /// People whom the family wants beside it.
    #[schema(max_items = 30, max_length = 200)]
    support_people: Vec<String>,
    /// When the family can meet.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    availability: Option<String>,
    /// Anything else about how to work with this family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    notes: Option<String>,
    /// After how many days the family wants to be contacted again between meetings; absent: 14.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 1, maximum = 90)]
    contact_every_days: Option<u16>,
}

impl From<&Preferences> for PreferencesView {
    fn from(preferences: &Preferences) -> Self {
        let Preferences { tikanga, support_people, availability, notes, contact_every_days } =
            preferences.clone();
        Self { tikanga, support_people, availability, notes, contact_every_days }
    }
}

/// A member of the family.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseMember)]
pub(crate) struct CaseMemberView {
    /// The person.
    person_id: Uuid,
    /// Full name.
    #[schema(max_length = 200)]
    name: String,
    /// How they belong to the family.
    role: FamilyRoleCode,
    /// Whether a child or young person depends on the family.
    dependent: bool,
    /// Birth date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    born_on: Option<NaiveDate>,
}

impl From<&Member> for CaseMemberView {
    fn from(member: &Member) -> Self {
        Self {
            person_id: member.person.id.uuid(),
            name: member.person.name.clone(),
            role: member.membership.role.into(),
            dependent: member.membership.dependent,
            born_on: member.person.born_on,
        }
    }
}

/// The key issues, in the family's order.
#[derive(Serialize, ToSchema)]
#[schema(as = KeyIssues)]
pub(crate) struct KeyIssuesView {
    /// Entries of the profile, most important first.
    #[schema(max_items = 200)]
    entries: Vec<Uuid>,
    /// Who approved them.
    family_decision: FamilyDecisionView,
}

impl From<&KeyIssues> for KeyIssuesView {
    fn from(issues: &KeyIssues) -> Self {
        let entries = issues.entries.iter().map(|entry| entry.uuid()).collect();
        Self { entries, family_decision: (&issues.decision).into() }
    }
}

/// The answer to the question whether anything is to remain confidential.
#[derive(Serialize, ToSchema)]
#[schema(as = Confidentiality)]
pub(crate) struct ConfidentialityView {
    /// When the question was asked.
    asked_at: DateTime<Utc>,
    /// Whether the family named anything; the restrictions say what.
    anything: bool,
    /// Who answered.
    family_decision: FamilyDecisionView,
}

impl From<&ConfidentialityAnswer> for ConfidentialityView {
    fn from(answer: &ConfidentialityAnswer) -> Self {
        Self {
            asked_at: answer.asked_at,
            anything: answer.anything,
            family_decision: (&answer.decision).into(),
        }
    }
}

/// The plan in force.
#[derive(Serialize, ToSchema)]
#[schema(as = CasePlan)]
pub(crate) struct CasePlanView {
    /// The version.
    id: Uuid,
    /// Its number.
    #[schema(minimum = 1, maximum = 100_000)]
    number: u32,
    /// What is to change.
    #[schema(max_items = 200)]
    goals: Vec<CaseGoalView>,
}

impl From<&PlanInForce> for CasePlanView {
    fn from(plan: &PlanInForce) -> Self {
        let goals = plan.content.goals.iter().map(Into::into).collect();
        Self { id: plan.id.uuid(), number: plan.number, goals }
    }
}

/// A goal of the plan in force.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseGoal)]
pub(crate) struct CaseGoalView {
    id: Uuid,
    /// What is to change.
    #[schema(max_length = 500)]
    title: String,
    /// The domain that it belongs to.
    domain: DomainCode,
}

impl From<&Goal> for CaseGoalView {
    fn from(goal: &Goal) -> Self {
        Self { id: goal.id.uuid(), title: goal.title.clone(), domain: goal.domain.into() }
    }
}

/// What somebody promised. Without an agency and without a person, the family together did.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseAction)]
pub(crate) struct CaseActionView {
    id: Uuid,
    /// What will be done.
    #[schema(max_length = 1000)]
    what: String,
    /// The agency that promised it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    owner_agency_id: Option<Uuid>,
    /// The worker named by the agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    owner_worker_id: Option<Uuid>,
    /// The member of the family who promised it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    owner_person_id: Option<Uuid>,
    /// By when.
    due_on: NaiveDate,
    /// What its owner says, or how it ended.
    status: ActionStatusCode,
    /// Whether its day has passed and it is not settled.
    overdue: bool,
}

impl From<&CaseAction> for CaseActionView {
    fn from(CaseAction { action, overdue }: &CaseAction) -> Self {
        let (agency, worker, person) = match action.owner {
            Owner::Agency { agency_id, worker_id } => (Some(agency_id.uuid()), worker_id, None),
            Owner::FamilyMember { person_id } => (None, None, Some(person_id.uuid())),
            Owner::Family => (None, None, None),
        };
        Self {
            id: action.id.uuid(),
            what: action.what.clone(),
            owner_agency_id: agency,
            owner_worker_id: worker.map(Id::uuid),
            owner_person_id: person,
            due_on: action.due_on,
            status: action.status.into(),
            overdue: *overdue,
        }
    }
}
