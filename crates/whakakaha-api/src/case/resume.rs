//! Going on after a rest.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{case::ResumeCase, ids::Id};

use super::CaseView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Resume a case
///
/// For the coordinator or the lead worker, while consent is sufficient. Leads back to where the case was.
#[utoipa::path(
    tag = "Cases",
    request_body = NoContent,
    responses((status = 200, description = "The case as resumed.", body = CaseView)),
)]
#[post("/v1/cases/{case_id}/resumption")]
pub(super) async fn resume_case(cx: RequestContext, case_id: Path<Uuid>, _: Valid<NoContent>) -> ApiResult {
    let case = Id::new(*case_id);
    cx.execute::<CaseView, _>(case, ResumeCase, case).await
}
