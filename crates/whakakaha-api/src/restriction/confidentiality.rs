//! The family's answer to the confidentiality question.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, restriction::AnswerConfidentiality};

use crate::{
    context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult, profile::PreparationView,
    valid::Valid,
};

/// The family's answer.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfidentialityRequest {
    /// Whether the family named anything; restrictions say what.
    anything: bool,
    /// Who of the family decided; a worker who records the decision sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// Record the answer to the confidentiality question
///
/// The family is asked whether anything is to remain confidential, before anybody is invited. "Nothing" is an answer.
#[utoipa::path(
    tag = "Preparation",
    request_body = ConfidentialityRequest,
    responses((status = 200, description = "How far the preparation has come.", body = PreparationView)),
)]
#[post("/v1/cases/{case_id}/confidentiality")]
pub(super) async fn answer_confidentiality(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<ConfidentialityRequest>,
) -> ApiResult {
    let case = Id::new(*case_id);
    let evidence = body.0.family_decision.map(Into::into);
    let command = AnswerConfidentiality { anything: body.0.anything, evidence };
    cx.execute::<PreparationView, _>(case, command, case).await
}
