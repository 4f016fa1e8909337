//! Naming an address.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, webhook::CreateWebhook};

use super::{WebhookRequest, WebhookView, details};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Name an address for events
///
/// For an agency's system that writes, and for the agency's own administrators. From now on what the feed of events tells is
/// sent there as well, each event by a `POST` of its own, signed after Standard Webhooks with the secret at
/// `/v1/webhooks/{webhook_id}/secret`. What the agency could read before is sent on request
/// (`/v1/webhooks/{webhook_id}/replay`). An agency has ten at the most.
///
/// First the address is asked whether it wants that (CloudEvents 1.0, protection against abuse): an `OPTIONS` with
/// `WebHook-Request-Origin`, the host name of this service. It answers 2xx with the same name, or `*`, in
/// `WebHook-Allowed-Origin`. Until then the webhook is `unconfirmed`, the question is tried again like every delivery, and
/// what happens waits.
#[utoipa::path(
    tag = "Webhooks",
    request_body = WebhookRequest,
    responses((status = 201, description = "The webhook.", body = WebhookView)),
)]
#[post("/v1/agencies/{agency_id}/webhooks")]
pub(super) async fn create_webhook(
    cx: RequestContext,
    agency_id: Path<Uuid>,
    body: Valid<WebhookRequest>,
) -> ApiResult {
    let command = CreateWebhook(details(&cx, body.0)?);
    cx.create::<WebhookView, _>(Id::new(*agency_id), command, "/v1/webhooks").await
}
