//! Disabling a program.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{client::DisableClient, ids::Id};

use super::ClientView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoDetails, Valid},
};

/// Disable a program for good
///
/// Takes effect with the next request, everywhere: it gets no token any more, and those that it has open nothing.
#[utoipa::path(
    tag = "Access",
    request_body = NoDetails,
    responses((status = 200, description = "The program, which is disabled.", body = ClientView)),
)]
#[post("/v1/clients/{client_id}/end")]
pub(super) async fn disable_client(
    cx: RequestContext,
    client_id: Path<Uuid>,
    _: Valid<NoDetails>,
) -> ApiResult {
    let client = Id::new(*client_id);
    cx.execute::<ClientView, _>(client, DisableClient, client).await
}
