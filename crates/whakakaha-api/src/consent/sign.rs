//! Signing a consent.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    consent::{SignConsent, Signature},
    ids::Id,
};

use super::ConsentView;
use crate::{code::SignatureMethodCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// The written evidence of a consent.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignatureRequest {
    /// The day on which it was signed, not after today.
    signed_on: NaiveDate,
    /// How.
    method: SignatureMethodCode,
    /// SHA-256 of the signed document: 64 lower-case hexadecimal digits.
    #[validate(length(min = 64, max = 64))]
    #[schema(min_length = 64, max_length = 64, pattern = "^[0-9a-f]{64}$")]
    evidence_sha256: String,
    /// Who saw it being signed.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    witness: String,
}

/// Sign a consent
///
/// For the person asked, or recorded by the coordinator. Replaces the person's earlier consent. When
/// everybody whose signature is needed has signed, the case begins to be prepared.
#[utoipa::path(
    tag = "Consent",
    request_body = SignatureRequest,
    responses((status = 200, description = "The consent as signed.", body = ConsentView)),
)]
#[post("/v1/consents/{consent_id}/signature")]
pub(super) async fn sign_consent(
    cx: RequestContext,
    consent_id: Path<Uuid>,
    body: Valid<SignatureRequest>,
) -> ApiResult {
    let consent = Id::new(*consent_id);
    let SignatureRequest { signed_on, method, evidence_sha256, witness } = body.0;
    let signature = Signature { signed_on, method: method.0, evidence_sha256, witness };
    cx.execute::<ConsentView, _>(consent, SignConsent(signature), consent).await
}
