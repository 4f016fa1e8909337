//! What the lead worker and the key contact find.

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
    action::{CheckAction, FollowUpCheck},
    entity::Entity,
    ids::Id,
};
use whakakaha_store::action::HistoryOf;

use super::ActionView;
use crate::{
    code::FindingCode,
    context::RequestContext,
    decision::named,
    page::{PageQuery, PageView},
    problem::ApiResult,
    valid::Valid,
    view::Item,
};

/// What a follow-up check found.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckRequest {
    /// What was found.
    finding: FindingCode,
    /// In words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    note: Option<String>,
}

/// Record a follow-up check
///
/// For the lead worker and the key contact. What was found stands beside what the owner says, and never
/// changes it.
#[utoipa::path(
    tag = "Follow-up",
    request_body = CheckRequest,
    responses((status = 200, description = "The action after the check.", body = ActionView)),
)]
#[post("/v1/actions/{action_id}/checks")]
pub(super) async fn check_action(
    cx: RequestContext,
    action_id: Path<Uuid>,
    body: Valid<CheckRequest>,
) -> ApiResult {
    let action = Id::new(*action_id);
    let command = CheckAction { finding: body.0.finding.0, note: body.0.note };
    cx.execute::<ActionView, _>(action, command, action).await
}

/// A follow-up check.
#[derive(Serialize, ToSchema)]
#[schema(as = FollowUpCheck)]
pub(super) struct FollowUpCheckView {
    id: Uuid,
    /// The action.
    action_id: Uuid,
    /// When.
    checked_at: DateTime<Utc>,
    /// Who looked; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// What was found.
    finding: FindingCode,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    note: Option<String>,
}

impl Item for FollowUpCheckView {
    type Of = Entity<FollowUpCheck>;

    fn of(check: &Entity<FollowUpCheck>) -> Self {
        Self {
            id: check.id.uuid(),
            action_id: check.action_id.uuid(),
            checked_at: check.at,
            worker_id: named(check.worker_id),
            finding: check.finding.into(),
            note: check.note.clone(),
        }
    }
}

/// List the follow-up checks of an action
///
/// Oldest first, for whoever may read the action.
#[utoipa::path(
    tag = "Follow-up",
    params(PageQuery),
    responses((status = 200, description = "A page of checks.", body = PageView<FollowUpCheckView>)),
)]
#[get("/v1/actions/{action_id}/checks")]
pub(super) async fn list_checks(
    cx: RequestContext,
    action_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<FollowUpCheckView>(HistoryOf(Id::new(*action_id)), &page).await
}
