//! Listing invitations.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::meeting::InvitationFilter;

use super::InvitationView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the invitations to a meeting
///
/// Those who do not prepare the meeting see only invitations that went out.
#[utoipa::path(
    tag = "Meetings",
    params(PageQuery),
    responses((status = 200, description = "A page of invitations.", body = PageView<InvitationView>)),
)]
#[get("/v1/meetings/{meeting_id}/invitations")]
pub(super) async fn list_invitations(
    cx: RequestContext,
    meeting_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<InvitationView>(InvitationFilter { meeting: Id::new(*meeting_id) }, &page).await
}
