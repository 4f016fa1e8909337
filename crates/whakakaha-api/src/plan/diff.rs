//! What differs between two versions of a plan.

use actix_web::{
    get,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_domain::{
    entity::Version,
    ids::Id,
    plan::{Changed, Goal, PlanDiff, PlannedAction},
};
use whakakaha_store::plan::Comparison;

use super::content::{GoalView, PlannedActionView};
use crate::{context::RequestContext, problem::ApiResult, view::View};

/// With what a version is compared.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ComparisonQuery {
    /// Another version of the same case; by default the one in force.
    #[param(nullable = false)]
    against: Option<Uuid>,
}

/// What differs between two versions of a plan, as far as you may see them.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanDifference)]
pub(super) struct PlanDifferenceView {
    /// The version looked at.
    plan_version_id: Uuid,
    /// The version that it is compared with; absent where none is in force: then everything is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    against: Option<Uuid>,
    /// Changed members that are neither goals nor actions.
    #[schema(max_items = 10, max_length = 50)]
    fields: Vec<&'static str>,
    /// Goals that are new.
    #[schema(max_items = 200)]
    goals_added: Vec<GoalView>,
    /// Goals that are gone.
    #[schema(max_items = 200)]
    goals_removed: Vec<GoalView>,
    /// Goals that changed.
    #[schema(max_items = 200)]
    goals_changed: Vec<GoalChangeView>,
    /// Actions that are new.
    #[schema(max_items = 400)]
    actions_added: Vec<PlannedActionView>,
    /// Actions that are gone.
    #[schema(max_items = 400)]
    actions_removed: Vec<PlannedActionView>,
    /// Actions that changed.
    #[schema(max_items = 400)]
    actions_changed: Vec<ActionChangeView>,
}

/// A goal in two versions.
#[derive(Serialize, ToSchema)]
#[schema(as = GoalChange)]
pub(super) struct GoalChangeView {
    /// As it was.
    before: GoalView,
    /// As it is.
    after: GoalView,
    /// The members that differ.
    #[schema(max_items = 10, max_length = 50)]
    fields: Vec<&'static str>,
}

impl From<&Changed<Goal>> for GoalChangeView {
    fn from(change: &Changed<Goal>) -> Self {
        let (before, after) = (&change.before, &change.after);
        Self { before: before.into(), after: after.into(), fields: change.fields.clone() }
    }
}

/// An action in two versions.
#[derive(Serialize, ToSchema)]
#[schema(as = ActionChange)]
pub(super) struct ActionChangeView {
    /// As it was.
    before: PlannedActionView,
    /// As it is.
    after: PlannedActionView,
    /// The members that differ.
    #[schema(max_items = 10, max_length = 50)]
    fields: Vec<&'static str>,
}

impl From<&Changed<PlannedAction>> for ActionChangeView {
    fn from(change: &Changed<PlannedAction>) -> Self {
        let (before, after) = (&change.before, &change.after);
        Self { before: before.into(), after: after.into(), fields: change.fields.clone() }
    }
}

impl View for PlanDifferenceView {
    type Of = PlanDiff;

    fn of(diff: &PlanDiff, _: Version) -> Self {
        let (goals, actions) = (&diff.goals, &diff.actions);
        Self {
            plan_version_id: diff.version.uuid(),
            against: diff.against.map(Id::uuid),
            fields: diff.fields.clone(),
            goals_added: goals.added.iter().map(Into::into).collect(),
            goals_removed: goals.removed.iter().map(Into::into).collect(),
            goals_changed: goals.changed.iter().map(Into::into).collect(),
            actions_added: actions.added.iter().map(Into::into).collect(),
            actions_removed: actions.removed.iter().map(Into::into).collect(),
            actions_changed: actions.changed.iter().map(Into::into).collect(),
        }
    }

    fn id(&self) -> Uuid {
        self.plan_version_id
    }
}

/// Compare two versions of a plan
///
/// Goals and actions added, removed and changed, with the names of the members that differ. Each version is
/// looked at as you may see it. Another version that you may not know of is `reference.unknown`, one of another
/// case `plan.versions_of_different_cases`.
#[utoipa::path(
    tag = "Plans",
    params(ComparisonQuery),
    responses((status = 200, description = "What differs.", body = PlanDifferenceView)),
)]
#[get("/v1/plan-versions/{plan_version_id}/diff")]
pub(super) async fn compare_plan_versions(
    cx: RequestContext,
    plan_version_id: Path<Uuid>,
    query: Query<ComparisonQuery>,
) -> ApiResult {
    let against = query.against.map(Id::new);
    cx.read::<PlanDifferenceView>(Comparison { version: Id::new(*plan_version_id), against }).await
}
