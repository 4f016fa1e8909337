//! What a plan says, on the wire.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    action::{Owner, Supporter},
    ids::Id,
    plan::{Goal, NoContribution, Party, PlanWish, PlannedAction, UncoveredNeed, WishedAction, WishedGoal},
    worker::Worker,
};

use crate::{
    action::owner::{OwnerRequest, OwnerView, SupporterRequest, SupporterView},
    code::{DomainCode, UncoveredReasonCode},
    problem::Problem,
};

/// The whole content of a draft.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlanContentRequest {
    /// The family's own statement; leave it out where the family makes none.
    #[validate(length(min = 1, max = 4000))]
    #[schema(nullable = false, min_length = 1, max_length = 4000)]
    family_statement: Option<String>,
    /// What is to change.
    #[validate(length(max = 50), nested)]
    #[schema(max_items = 50)]
    goals: Vec<GoalRequest>,
    /// Who commits to what.
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100)]
    actions: Vec<PlannedActionRequest>,
    /// Needs that no action covers, and why.
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100)]
    #[serde(default)]
    uncovered: Vec<UncoveredNeedRequest>,
    /// Parties that contribute no action, and why. Before the draft is circulated, the family and each agency
    /// that takes part own an action or are named here.
    #[validate(length(max = 100), nested)]
    #[schema(max_items = 100)]
    #[serde(default)]
    no_contribution: Vec<NoContributionRequest>,
    /// The next review: after today, at most twelve weeks after the family last met.
    #[schema(nullable = false)]
    review_on: Option<NaiveDate>,
}

/// A desired change, tied to what the family said matters.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoalRequest {
    /// Which goal, where it is in a version of the plan already; leave it out for a new goal.
    #[schema(nullable = false)]
    id: Option<Uuid>,
    /// A name of your choice by which actions of this request refer to the goal. It is not stored.
    #[validate(length(min = 1, max = 50))]
    #[schema(nullable = false, min_length = 1, max_length = 50, example = "school")]
    key: Option<String>,
    /// What is to change.
    #[validate(length(min = 1, max = 500))]
    #[schema(min_length = 1, max_length = 500)]
    title: String,
    /// The domain that it belongs to.
    domain: DomainCode,
    /// Entries of the family's profile that it serves, priorities first of all.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    #[serde(default)]
    priorities: Vec<Uuid>,
    /// Needs that it serves.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    #[serde(default)]
    needs: Vec<Uuid>,
}

/// A commitment.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlannedActionRequest {
    /// Which action, where it is in a version of the plan already; leave it out for a new action.
    #[schema(nullable = false)]
    id: Option<Uuid>,
    /// The `key` or the `id` of a goal of this request.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_length = 1, max_length = 50, example = "school")]
    goal_key: String,
    /// What will be done.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    what: String,
    /// Who does it.
    owner: OwnerRequest,
    /// Who helps. A commitment of the family or of one of its members needs somebody who helps.
    #[schema(nullable = false)]
    supported_by: Option<SupporterRequest>,
    /// By when.
    due_on: NaiveDate,
}

/// A need that no action covers.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct UncoveredNeedRequest {
    /// The need.
    need_id: Uuid,
    /// Why.
    reason: UncoveredReasonCode,
    /// In words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    note: Option<String>,
}

/// A party that contributes no action.
#[derive(Clone, Serialize, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoContributionRequest {
    /// The agency; leave it out for the family.
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "will join once the assessment is there")]
    reason: String,
}

impl PlanContentRequest {
    /// What the plan is to say.
    pub(super) fn wish(self) -> Result<PlanWish, Problem> {
        let actions = self.actions.into_iter().enumerate();
        Ok(PlanWish {
            family_statement: self.family_statement,
            goals: self.goals.into_iter().map(Into::into).collect(),
            actions: actions
                .map(|(n, action)| action.wish(&format!("#/actions/{n}")))
                .collect::<Result<_, _>>()?,
            uncovered: self.uncovered.into_iter().map(Into::into).collect(),
            no_contribution: self.no_contribution.into_iter().map(Into::into).collect(),
            review_on: self.review_on,
        })
    }
}

/// The workers named in what a plan is to say.
pub(super) fn workers(wish: &PlanWish) -> Vec<Id<Worker>> {
    let owners = wish.actions.iter().filter_map(|action| match action.owner {
        Owner::Agency { worker_id, .. } => worker_id,
        Owner::FamilyMember { .. } | Owner::Family => None,
    });
    let supporters = wish.actions.iter().filter_map(|action| match action.supported_by? {
        Supporter::Worker { worker_id } => Some(worker_id),
        Supporter::FamilyMember { .. } => None,
    });
    owners.chain(supporters).collect()
}

impl From<GoalRequest> for WishedGoal {
    fn from(request: GoalRequest) -> Self {
        Self {
            id: request.id.map(Id::new),
            key: request.key,
            title: request.title,
            domain: request.domain.0,
            priorities: request.priorities.into_iter().map(Id::new).collect(),
            needs: request.needs.into_iter().map(Id::new).collect(),
        }
    }
}

impl PlannedActionRequest {
    fn wish(self, pointer: &str) -> Result<WishedAction, Problem> {
        let supporter = |it: SupporterRequest| it.supporter(&format!("{pointer}/supported_by"));
        Ok(WishedAction {
            id: self.id.map(Id::new),
            owner: self.owner.owner(&format!("{pointer}/owner"))?,
            supported_by: self.supported_by.map(supporter).transpose()?,
            goal_key: self.goal_key,
            what: self.what,
            due_on: self.due_on,
        })
    }
}

impl From<UncoveredNeedRequest> for UncoveredNeed {
    fn from(request: UncoveredNeedRequest) -> Self {
        Self { need_id: Id::new(request.need_id), reason: request.reason.0, note: request.note }
    }
}

impl From<NoContributionRequest> for NoContribution {
    fn from(request: NoContributionRequest) -> Self {
        let agency = |agency: Uuid| Party::Agency { agency_id: Id::new(agency) };
        Self { party: request.agency_id.map_or(Party::Family, agency), reason: request.reason }
    }
}

/// A desired change, tied to what the family said matters.
#[derive(Serialize, ToSchema)]
#[schema(as = Goal)]
pub(crate) struct GoalView {
    /// Stays the same from version to version.
    id: Uuid,
    /// What is to change.
    #[schema(max_length = 500)]
    title: String,
    /// The domain that it belongs to.
    domain: DomainCode,
    /// Entries of the family's profile that it serves.
    #[schema(max_items = 100)]
    priorities: Vec<Uuid>,
    /// Needs that it serves.
    #[schema(max_items = 100)]
    needs: Vec<Uuid>,
}

impl From<&Goal> for GoalView {
    fn from(goal: &Goal) -> Self {
        Self {
            id: goal.id.uuid(),
            title: goal.title.clone(),
            domain: goal.domain.into(),
            priorities: goal.priorities.iter().map(|id| id.uuid()).collect(),
            needs: goal.needs.iter().map(|id| id.uuid()).collect(),
        }
    }
}

/// A commitment as written in a plan.
#[derive(Serialize, ToSchema)]
#[schema(as = PlannedAction)]
pub(crate) struct PlannedActionView {
    /// Stays the same from version to version, and names the commitment in follow-up.
    id: Uuid,
    /// The goal that it serves: what `goal_key` names in a request.
    goal_id: Uuid,
    /// What will be done.
    #[schema(max_length = 1000)]
    what: String,
    /// Who does it.
    owner: OwnerView,
    /// Who helps.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    supported_by: Option<SupporterView>,
    /// By when.
    due_on: NaiveDate,
}

impl From<&PlannedAction> for PlannedActionView {
    fn from(action: &PlannedAction) -> Self {
        Self {
            id: action.id.uuid(),
            goal_id: action.goal_id.uuid(),
            what: action.what.clone(),
            owner: action.owner.into(),
            supported_by: action.supported_by.map(Into::into),
            due_on: action.due_on,
        }
    }
}

/// A commitment that is private: who made it.
#[derive(Serialize, ToSchema)]
#[schema(as = MaskedAction)]
pub(crate) struct MaskedActionView {
    /// The agency; absent for the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
}

impl From<Party> for MaskedActionView {
    fn from(party: Party) -> Self {
        Self { agency_id: super::agency_of(party) }
    }
}

/// A need that no action covers.
#[derive(Serialize, ToSchema)]
#[schema(as = UncoveredNeed)]
pub(crate) struct UncoveredNeedView {
    /// The need.
    need_id: Uuid,
    /// Why.
    reason: UncoveredReasonCode,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    note: Option<String>,
}

impl From<&UncoveredNeed> for UncoveredNeedView {
    fn from(need: &UncoveredNeed) -> Self {
        Self { need_id: need.need_id.uuid(), reason: need.reason.into(), note: need.note.clone() }
    }
}

/// A party that contributes no action.
#[derive(Serialize, ToSchema)]
#[schema(as = NoContribution)]
pub(crate) struct NoContributionView {
    /// The agency; absent for the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// Why.
    #[schema(max_length = 2000)]
    reason: String,
}

impl From<&NoContribution> for NoContributionView {
    fn from(it: &NoContribution) -> Self {
        Self { agency_id: super::agency_of(it.party), reason: it.reason.clone() }
    }
}
