//! Changing a program.

use actix_web::{put, web::Path};
use uuid::Uuid;
use whakakaha_domain::{client::ChangeClient, ids::Id};

use super::{ClientRequest, ClientView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Change a program
///
/// Replaces what is said of it, its keys too. To put one key in the place of another, name both, let the program
/// sign with the new one, and then name the new one alone: a key that is not named opens nothing from the next request
/// on. Tokens that it has already keep their scopes until they expire, ten minutes at the most.
#[utoipa::path(
    tag = "Access",
    request_body = ClientRequest,
    responses((status = 200, description = "The program as changed.", body = ClientView)),
)]
#[put("/v1/clients/{client_id}")]
pub(super) async fn change_client(
    cx: RequestContext,
    client_id: Path<Uuid>,
    body: Valid<ClientRequest>,
) -> ApiResult {
    let client = Id::new(*client_id);
    cx.execute::<ClientView, _>(client, ChangeClient(body.0.details()?), client).await
}
