//! Registering a program.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{
    client::{ClientProof, RegisterClient},
    digest::sha256,
    ids::Id,
};

use super::{ClientRequest, ClientView};
use crate::{context::RequestContext, problem::ApiResult, random::secret, valid::Valid};

/// Register a program of an agency
///
/// For the agency's own administrators, and for whoever keeps the directory. The program then asks for tokens with
/// assertions that it signs (`private_key_jwt`): its `id` is its `client_id`. In a demonstration a program without keys
/// gets a secret instead, which is shown once: the same request sent again is answered without it.
#[utoipa::path(
    tag = "Access",
    request_body = ClientRequest,
    responses((status = 201, description = "The program as registered.", body = ClientView)),
)]
#[post("/v1/agencies/{agency_id}/clients")]
pub(super) async fn register_client(
    cx: RequestContext,
    agency_id: Path<Uuid>,
    body: Valid<ClientRequest>,
) -> ApiResult {
    let mut details = body.0.details()?;
    let demonstrated = cx.service().client_secrets && details.proof == ClientProof::Keys(Vec::new());
    let shown = if demonstrated { Some(secret()?) } else { None };
    if let Some(secret) = &shown {
        details.proof = ClientProof::Secret(sha256(secret.as_bytes()));
    }
    let shown = shown.map(|secret| ("client_secret", secret));
    let agency = Id::new(*agency_id);
    cx.create_secretly::<ClientView, _>(agency, RegisterClient(details), "/v1/clients", shown).await
}
