//! Ending a webhook.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, webhook::EndWebhook};

use super::WebhookView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// End a webhook
///
/// Nothing is sent to it any more.
#[utoipa::path(
    tag = "Webhooks",
    request_body = NoContent,
    responses((status = 200, description = "The webhook, which has ended.", body = WebhookView)),
)]
#[post("/v1/webhooks/{webhook_id}/end")]
pub(super) async fn end_webhook(
    cx: RequestContext,
    webhook_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let webhook = Id::new(*webhook_id);
    cx.execute::<WebhookView, _>(webhook, EndWebhook, webhook).await
}
