//! Reading a webhook.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::WebhookView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a webhook
///
/// For an agency's system that writes, and for the agency's own administrators.
#[utoipa::path(tag = "Webhooks", responses((status = 200, description = "The webhook.", body = WebhookView)))]
#[get("/v1/webhooks/{webhook_id}")]
pub(super) async fn get_webhook(cx: RequestContext, webhook_id: Path<Uuid>) -> ApiResult {
    cx.read::<WebhookView>(Id::new(*webhook_id)).await
}
