//! Changing an address.

use actix_web::{put, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, webhook::ChangeWebhook};

use super::{WebhookRequest, WebhookView, details};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Change a webhook
///
/// What happens while nothing is sent is not sent later: ask for it with
/// `/v1/webhooks/{webhook_id}/replay`, or read the feed.
#[utoipa::path(
    tag = "Webhooks",
    request_body = WebhookRequest,
    responses((status = 200, description = "The webhook as changed.", body = WebhookView)),
)]
#[put("/v1/webhooks/{webhook_id}")]
pub(super) async fn change_webhook(
    cx: RequestContext,
    webhook_id: Path<Uuid>,
    body: Valid<WebhookRequest>,
) -> ApiResult {
    let webhook = Id::new(*webhook_id);
    let command = ChangeWebhook(details(&cx, body.0)?);
    cx.execute::<WebhookView, _>(webhook, command, webhook).await
}
