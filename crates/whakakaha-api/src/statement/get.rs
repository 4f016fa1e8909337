//! Reading a statement.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::StatementView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a statement
///
/// For its author, and for whoever it is meant for.
#[utoipa::path(tag = "Own door", responses((status = 200, description = "The statement.", body = StatementView)))]
#[get("/v1/statements/{statement_id}")]
pub(super) async fn get_statement(cx: RequestContext, statement_id: Path<Uuid>) -> ApiResult {
    cx.read::<StatementView>(Id::new(*statement_id)).await
}
