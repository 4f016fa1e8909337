//! Striking out a consent.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{consent::VoidConsent, ids::Id};

use whakakaha_store::consent::Mistake;

use super::ConsentView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What the mistake was, and who confirms it.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct VoidConsentRequest {
    /// What the mistake was.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
    /// A second worker who confirms it, other than the caller.
    confirmed_by: Uuid,
}

/// Strike out a consent
///
/// For the coordinator, where a consent was recorded by mistake and a second worker confirms that.
#[utoipa::path(
    tag = "Consent",
    request_body = VoidConsentRequest,
    responses((status = 200, description = "The consent as struck out.", body = ConsentView)),
)]
#[post("/v1/consents/{consent_id}/void")]
pub(super) async fn void_consent(
    cx: RequestContext,
    consent_id: Path<Uuid>,
    body: Valid<VoidConsentRequest>,
) -> ApiResult {
    let consent = Id::new(*consent_id);
    let mistake = Mistake { consent, confirmed_by: Id::new(body.0.confirmed_by) };
    let command = VoidConsent { reason: body.0.reason };
    cx.execute::<ConsentView, _>(mistake, command, consent).await
}
