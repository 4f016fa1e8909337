//! Going without a part of the preparation.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, profile::WaivePreparation};

use super::PreparationView;
use crate::{
    code::PreparationItemCode, context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult,
    valid::Valid,
};

/// What the family goes without.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct WaivePreparationRequest {
    /// The parts.
    #[validate(length(min = 1, max = 2))]
    #[schema(min_items = 1, max_items = 2)]
    items: Vec<PreparationItemCode>,
    /// Who of the family decided; a worker who records the decision sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// Go without a part of the preparation
///
/// The family decides that its first meeting does not wait for it. The confidentiality question is always asked.
#[utoipa::path(
    tag = "Preparation",
    request_body = WaivePreparationRequest,
    responses((status = 200, description = "How far the preparation has come.", body = PreparationView)),
)]
#[post("/v1/cases/{case_id}/preparation-waivers")]
pub(super) async fn waive_preparation(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<WaivePreparationRequest>,
) -> ApiResult {
    let case = Id::new(*case_id);
    let items = body.0.items.into_iter().map(|item| item.0).collect();
    let command = WaivePreparation { items, evidence: body.0.family_decision.map(Into::into) };
    cx.execute::<PreparationView, _>(case, command, case).await
}
