//! Saying no.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{consent::RefuseConsent, ids::Id};

use super::ConsentView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Refuse a consent
///
/// For the person asked, or recorded by the coordinator. No reason is asked for.
#[utoipa::path(
    tag = "Consent",
    request_body = NoContent,
    responses((status = 200, description = "The consent as refused.", body = ConsentView)),
)]
#[post("/v1/consents/{consent_id}/refusal")]
pub(super) async fn refuse_consent(
    cx: RequestContext,
    consent_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let consent = Id::new(*consent_id);
    cx.execute::<ConsentView, _>(consent, RefuseConsent, consent).await
}
