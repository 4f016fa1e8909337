//! The secret of a webhook.

use actix_web::{HttpResponse, get, post, web::Path};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    entity::Entity,
    ids::Id,
    webhook::{RotateSecret, Webhook},
};

use super::WebhookView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    reply,
    valid::{NoContent, Valid},
};

/// What messages to a webhook are signed with.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookSecret)]
pub(super) struct WebhookSecretView {
    /// The secret, as libraries of Standard Webhooks take it.
    #[schema(max_length = 100)]
    secret: String,
}

/// Read the secret of a webhook
///
/// Every message is signed with it (`webhook-signature`, HMAC with SHA-256): check that before you believe what it says. For
/// whoever may change the webhook. It is derived when it is asked for, and stored nowhere.
#[utoipa::path(
    tag = "Webhooks",
    responses((status = 200, description = "The newest secret.", body = WebhookSecretView)),
)]
#[get("/v1/webhooks/{webhook_id}/secret")]
pub(super) async fn get_secret(cx: RequestContext, webhook_id: Path<Uuid>) -> ApiResult {
    let id: Id<Webhook> = Id::new(*webhook_id);
    let read = move |unit: &mut whakakaha_store::unit::ReadUnit<'_>, _| unit.read::<Entity<Webhook>>(&id);
    let (webhook, _) = cx.compose(read).await?;
    let view = WebhookSecretView { secret: cx.service().webhook_secrets.newest(&webhook) };
    Ok(HttpResponse::from(reply::json(200, &view)?))
}

/// Give a webhook a new secret
///
/// For 24 hours messages are signed with both, the new one first: read the new secret and put it beside the old one.
#[utoipa::path(
    tag = "Webhooks",
    request_body = NoContent,
    responses((status = 200, description = "The webhook, which has a new secret.", body = WebhookView)),
)]
#[post("/v1/webhooks/{webhook_id}/secret-rotation")]
pub(super) async fn rotate_secret(
    cx: RequestContext,
    webhook_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let webhook = Id::new(*webhook_id);
    cx.execute::<WebhookView, _>(webhook, RotateSecret, webhook).await
}
