//! Reading a case.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::CaseView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a case
///
/// For the family, the coordinator, and those to whom the family's consent opens it. What the family
/// keeps from an agency is not there for that agency.
#[utoipa::path(tag = "Cases", responses((status = 200, description = "The case.", body = CaseView)))]
#[get("/v1/cases/{case_id}")]
pub(super) async fn get_case(cx: RequestContext, case_id: Path<Uuid>) -> ApiResult {
    cx.read::<CaseView>(Id::new(*case_id)).await
}
