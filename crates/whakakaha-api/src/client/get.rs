//! Reading a program.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ClientView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a program of an agency
///
/// For the agency's own administrators, and for whoever keeps the directory.
#[utoipa::path(tag = "Access", responses((status = 200, description = "The program.", body = ClientView)))]
#[get("/v1/clients/{client_id}")]
pub(super) async fn get_client(cx: RequestContext, client_id: Path<Uuid>) -> ApiResult {
    cx.read::<ClientView>(Id::new(*client_id)).await
}
