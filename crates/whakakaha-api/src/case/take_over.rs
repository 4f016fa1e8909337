//! Taking a case over.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{case::TakeOverCase, ids::Id};

use super::CaseView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Take a case over
///
/// For a coordinator of its region, who coordinates it from then on, also where it is not assigned to
/// them yet. The coordinator before stays in its history. A closed case is taken over only while something that the law
/// demands of it waits to be decided.
#[utoipa::path(
    tag = "Cases",
    request_body = NoContent,
    responses((status = 200, description = "The case as taken over.", body = CaseView)),
)]
#[post("/v1/cases/{case_id}/takeover")]
pub(super) async fn take_over_case(
    cx: RequestContext,
    case_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let case = Id::new(*case_id);
    cx.execute::<CaseView, _>(case, TakeOverCase, case).await
}
