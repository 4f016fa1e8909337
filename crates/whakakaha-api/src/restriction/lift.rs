//! Lifting a restriction.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, restriction::LiftRestriction};

use super::RestrictionView;
use crate::{context::RequestContext, decision::FamilyAgreementRequest, problem::ApiResult, valid::Valid};

/// Lift a restriction
///
/// The act of the member of the family who decided it, and of nobody else. It opens nothing retroactively: what was sent
/// without the thing stays without it, and what was written about it meanwhile stays closed.
#[utoipa::path(
    tag = "Preparation",
    request_body = FamilyAgreementRequest,
    responses((status = 200, description = "The restriction as lifted.", body = RestrictionView)),
)]
#[post("/v1/restrictions/{restriction_id}/lift")]
pub(super) async fn lift_restriction(
    cx: RequestContext,
    restriction_id: Path<Uuid>,
    body: Valid<FamilyAgreementRequest>,
) -> ApiResult {
    let restriction = Id::new(*restriction_id);
    let command = LiftRestriction { evidence: body.0.family_decision.map(Into::into) };
    cx.execute::<RestrictionView, _>(restriction, command, restriction).await
}
