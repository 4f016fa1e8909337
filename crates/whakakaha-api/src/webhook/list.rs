//! Listing webhooks.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::webhook::WebhooksOf;

use super::WebhookView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the webhooks of an agency
///
/// For the agency's system that writes, and for its own administrators; those that have ended are included.
#[utoipa::path(
    tag = "Webhooks",
    params(PageQuery),
    responses((status = 200, description = "A page of webhooks.", body = PageView<WebhookView>)),
)]
#[get("/v1/agencies/{agency_id}/webhooks")]
pub(super) async fn list_webhooks(
    cx: RequestContext,
    agency_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<WebhookView>(WebhooksOf(Id::new(*agency_id)), &page).await
}
