//! Following what changes of cases.

use actix_web::{get, web::Query};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_store::case::CaseChange;

use crate::{
    context::RequestContext,
    page::{FeedView, PageQuery},
    problem::ApiResult,
    view::Item,
};

/// What to do with one's copy.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ChangeOperation {
    /// Read it again.
    Update,
    /// Delete it: the agency may not read it any more.
    Delete,
}

/// What has changed.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum ChangedResource {
    /// A case.
    Case,
}

/// A change: which thing, and when. What it says is read at the thing's own address.
#[derive(Serialize, ToSchema)]
#[schema(as = Change)]
pub(crate) struct ChangeView {
    /// What to do.
    op: ChangeOperation,
    /// With what.
    resource: ChangedResource,
    /// Which one.
    id: Uuid,
    /// When it changed last; absent with `delete`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    updated_at: Option<DateTime<Utc>>,
    /// From when on it was closed to the agency; absent with `update`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    deleted_at: Option<DateTime<Utc>>,
}

impl Item for ChangeView {
    type Of = CaseChange;

    fn of(change: &CaseChange) -> Self {
        Self {
            op: if change.gone { ChangeOperation::Delete } else { ChangeOperation::Update },
            resource: ChangedResource::Case,
            id: change.case.uuid(),
            updated_at: (!change.gone).then_some(change.at),
            deleted_at: change.gone.then_some(change.at),
        }
    }
}

/// Follow what changes
///
/// For an agency's system, and its cases: those that have changed, and those that are closed to the agency
/// since, because the family has taken back a consent or the agency has left. A case is there once, where it
/// changed last: a feed that is read from its beginning is short, and nothing in it grows old.
///
/// Keep the last `next_cursor` and go on from it: every minute, or whenever you like. `updated_at` moves with
/// the case itself, the name of its family, the agency's own part in it and the consent that opens it; not
/// with plan and actions, for which the case is read with `If-None-Match`. Changes appear 30 seconds after
/// they were made, so that none is missed; what may be read changes at once.
#[utoipa::path(
    tag = "Cases",
    params(PageQuery),
    responses((status = 200, description = "A part of the feed.", body = FeedView<ChangeView>)),
)]
#[get("/v1/changes")]
pub(super) async fn list_changes(cx: RequestContext, page: Query<PageQuery>) -> ApiResult {
    cx.feed::<ChangeView>((), &page).await
}
