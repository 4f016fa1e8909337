//! Reading a role.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::AssignmentView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a role on a case
///
/// For everybody who may read the case.
#[utoipa::path(tag = "Cases", responses((status = 200, description = "The role.", body = AssignmentView)))]
#[get("/v1/assignments/{assignment_id}")]
pub(super) async fn get_assignment(cx: RequestContext, assignment_id: Path<Uuid>) -> ApiResult {
    cx.read::<AssignmentView>(Id::new(*assignment_id)).await
}
