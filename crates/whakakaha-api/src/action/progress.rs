//! What owners report about their commitments.

use actix_web::{
    get, post,
    web::{Path, Query},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    action::{ProgressUpdate, ReportProgress},
    entity::Entity,
    ids::Id,
};
use whakakaha_store::action::HistoryOf;

use super::ActionView;
use crate::{
    code::ActionStatusCode,
    context::RequestContext,
    decision::{FamilyDecisionView, named},
    page::{PageQuery, PageView},
    problem::ApiResult,
    valid::Valid,
    view::Item,
};

/// How far a commitment is, by its owner's word.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ProgressRequest {
    /// `in_progress`, `done`, `partly_done` or `not_done`.
    status: ActionStatusCode,
    /// How much is done, in per cent.
    #[validate(range(min = 0, max = 100))]
    #[schema(nullable = false, minimum = 0, maximum = 100)]
    percent: Option<u8>,
    /// In words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    note: Option<String>,
    /// What stands in the way; leave it out where nothing does.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    blocked: Option<String>,
}

impl From<ProgressRequest> for ReportProgress {
    fn from(report: ProgressRequest) -> Self {
        Self { status: report.status.0, percent: report.percent, note: report.note, blocked: report.blocked }
    }
}

/// Report progress
///
/// For the owner: a worker or the system of the agency that owns the action, the member of the family who
/// owns it, any member where the family owns it together. Reports are kept; none is changed afterwards.
#[utoipa::path(
    tag = "Follow-up",
    request_body = ProgressRequest,
    responses((status = 200, description = "The action after the report.", body = ActionView)),
)]
#[post("/v1/actions/{action_id}/progress")]
pub(super) async fn report_progress(
    cx: RequestContext,
    action_id: Path<Uuid>,
    body: Valid<ProgressRequest>,
) -> ApiResult {
    let action = Id::new(*action_id);
    cx.execute::<ActionView, _>(action, ReportProgress::from(body.0), action).await
}

/// What an owner reported.
#[derive(Serialize, ToSchema)]
#[schema(as = ProgressUpdate)]
pub(super) struct ProgressUpdateView {
    id: Uuid,
    /// The action.
    action_id: Uuid,
    /// When.
    reported_at: DateTime<Utc>,
    /// The worker who reported, or who wrote down what the family said; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// The family member who reported. Where neither is named, the agency's system did, or somebody who is kept
    /// from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// What the owner said.
    status: ActionStatusCode,
    /// How much was done, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 0, maximum = 100)]
    percent: Option<u8>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    note: Option<String>,
    /// Who of the family said so, when and how, where a worker wrote it down for the family.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionView>,
}

impl Item for ProgressUpdateView {
    type Of = Entity<ProgressUpdate>;

    fn of(update: &Entity<ProgressUpdate>) -> Self {
        Self {
            id: update.id.uuid(),
            action_id: update.action_id.uuid(),
            reported_at: update.at,
            worker_id: update.worker_id.and_then(named),
            person_id: update.person_id.and_then(named),
            status: update.status.into(),
            percent: update.percent,
            note: update.note.clone(),
            family_decision: update.family_decision.as_ref().map(Into::into),
        }
    }
}

/// List what was reported about an action
///
/// Oldest first, for whoever may read the action.
#[utoipa::path(
    tag = "Follow-up",
    params(PageQuery),
    responses((status = 200, description = "A page of reports.", body = PageView<ProgressUpdateView>)),
)]
#[get("/v1/actions/{action_id}/progress")]
pub(super) async fn list_progress(
    cx: RequestContext,
    action_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<ProgressUpdateView>(HistoryOf(Id::new(*action_id)), &page).await
}
