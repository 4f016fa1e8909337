//! Sending a version to its parties.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, plan::CirculatePlan};

use super::PlanVersionView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoContent, Valid},
};

/// Circulate a draft
///
/// Freezes it and sends it to the family and to the agencies that take part, each as far as it may see it.
/// The family and every agency that owns an action are asked to agree. An agency that agreed to the
/// version before, and sees the same now, is not asked again. A version that still waits for answers is
/// replaced. New due dates must not have passed, and each party has an action or is named in
/// `no_contribution`. Where something is missing, `errors` points at the place in the draft's content.
#[utoipa::path(
    tag = "Plans",
    request_body = NoContent,
    responses((status = 200, description = "The circulated version.", body = PlanVersionView)),
)]
#[post("/v1/plan-versions/{plan_version_id}/circulation")]
pub(super) async fn circulate_plan_version(
    cx: RequestContext,
    plan_version_id: Path<Uuid>,
    _: Valid<NoContent>,
) -> ApiResult {
    let version = Id::new(*plan_version_id);
    cx.execute::<PlanVersionView, _>(version.into(), CirculatePlan, version).await
}
