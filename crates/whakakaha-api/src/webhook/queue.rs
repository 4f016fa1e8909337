//! Sending something although nothing happens.

use actix_web::{post, web::Path};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    webhook::{RedeliverEvent, ReplayEvents, TestWebhook},
};
use whakakaha_store::webhook::DeliveryKey;

use super::{WebhookView, delivery::DeliveryView};
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Try a webhook
///
/// Sends a message that says nothing (`nz.whakakaha.webhook.tested.v1`), signed like every other. An address that has not
/// confirmed is asked again instead. What came of it is in the deliveries.
#[utoipa::path(
    tag = "Webhooks",
    request_body = NoContent,
    responses((status = 200, description = "The webhook, to which a test is sent.", body = WebhookView)),
)]
#[post("/v1/webhooks/{webhook_id}/test")]
pub(super) async fn test_webhook(
    cx: RequestContext,
    webhook_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let webhook = Id::new(*webhook_id);
    cx.execute::<WebhookView, _>(webhook, TestWebhook, webhook).await
}

/// From when on.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplayEventsRequest {
    /// What was told at this instant and later.
    from_at: DateTime<Utc>,
}

/// Send again what was told
///
/// Of each thing what is told of it now, where it was told from this instant on, and the agency may still read it.
#[utoipa::path(
    tag = "Webhooks",
    request_body = ReplayEventsRequest,
    responses((status = 200, description = "The webhook, to which it is sent.", body = WebhookView)),
)]
#[post("/v1/webhooks/{webhook_id}/replay")]
pub(super) async fn replay_events(
    cx: RequestContext,
    webhook_id: Path<Uuid>,
    body: Valid<ReplayEventsRequest>,
) -> ApiResult {
    let webhook = Id::new(*webhook_id);
    cx.execute::<WebhookView, _>(webhook, ReplayEvents { from: body.0.from_at }, webhook).await
}

/// Deliver again
///
/// Sends what is told of the thing now, also where an earlier attempt was given up, or taken.
#[utoipa::path(
    tag = "Webhooks",
    request_body = NoContent,
    responses((status = 200, description = "The delivery, which is due again.", body = DeliveryView)),
)]
#[post("/v1/webhooks/{webhook_id}/deliveries/{delivery_id}/redelivery")]
pub(super) async fn redeliver_event(
    cx: RequestContext,
    path: Path<(Uuid, Uuid)>,
    _: Valid<NoContent>,
) -> ApiResult {
    let (webhook, delivery) = path.into_inner();
    let key = DeliveryKey { webhook: Id::new(webhook), delivery: Id::new(delivery) };
    cx.execute::<DeliveryView, _>(key, RedeliverEvent, key).await
}
