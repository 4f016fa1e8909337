//! Reading advice.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::AdviceView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a question and the advice
///
/// For whoever is asked, and for the workers of the asking agency on the case. What is not privileged is, once
/// it is answered, for the coordinator too and, once the item is approved, for the family.
#[utoipa::path(tag = "Disclosure", responses((status = 200, description = "The question.", body = AdviceView)))]
#[get("/v1/advice-requests/{advice_id}")]
pub(super) async fn get_advice(cx: RequestContext, advice_id: Path<Uuid>) -> ApiResult {
    cx.read::<AdviceView>(Id::new(*advice_id)).await
}
