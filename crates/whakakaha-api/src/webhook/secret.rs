//! The secret of a webhook, and its key.

use actix_web::{HttpResponse, get, post, web::Path};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    entity::Entity,
    ids::Id,
    webhook::{RotateSecret, Webhook},
};
use whakakaha_store::unit::ReadUnit;

use super::WebhookView;
use crate::{
    context::RequestContext,
    problem::{ApiResult, Problem},
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

/// What messages to a webhook are checked with by whoever shares no secret.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookPublicKey)]
pub(super) struct WebhookPublicKeyView {
    /// The public key of Ed25519, as libraries of Standard Webhooks take it.
    #[schema(max_length = 100)]
    public_key: String,
}

/// Read the secret of a webhook
///
/// Every message is signed with it (`v1` in `webhook-signature`, HMAC with SHA-256): check that before you believe what it
/// says. For whoever may change the webhook. It is derived when it is asked for, and stored nowhere.
#[utoipa::path(
    tag = "Webhooks",
    responses((status = 200, description = "The newest secret.", body = WebhookSecretView)),
)]
#[get("/v1/webhooks/{webhook_id}/secret")]
pub(super) async fn get_secret(cx: RequestContext, webhook_id: Path<Uuid>) -> ApiResult {
    let webhook = read(&cx, *webhook_id).await?;
    let view = WebhookSecretView { secret: cx.service().webhook_secrets.newest_secret(&webhook) };
    Ok(HttpResponse::from(reply::json(200, &view)?))
}

/// Read the public key of a webhook
///
/// Every message is signed with its private half as well (`v1a` in `webhook-signature`, Ed25519): for agencies that share
/// no secrets. With the public key nobody can sign anything. For whoever may change the webhook.
#[utoipa::path(
    tag = "Webhooks",
    responses((status = 200, description = "The newest public key.", body = WebhookPublicKeyView)),
)]
#[get("/v1/webhooks/{webhook_id}/public-key")]
pub(super) async fn get_public_key(cx: RequestContext, webhook_id: Path<Uuid>) -> ApiResult {
    let webhook = read(&cx, *webhook_id).await?;
    let view = WebhookPublicKeyView { public_key: cx.service().webhook_secrets.newest_key(&webhook)? };
    Ok(HttpResponse::from(reply::json(200, &view)?))
}

async fn read(cx: &RequestContext, webhook: Uuid) -> Result<Entity<Webhook>, Problem> {
    let id: Id<Webhook> = Id::new(webhook);
    let read = move |unit: &mut ReadUnit<'_>, _| Ok(unit.read::<Entity<Webhook>>(&id)?.0.into_inner());
    cx.compose(read).await
}

/// Give a webhook a new secret
///
/// And a new key. For 24 hours messages are signed with both, the new one first: read the new one and put it beside the old
/// one. Where that was new itself, the one before it signs no more.
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
