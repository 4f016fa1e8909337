//! Advising on an item.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{disclosure::AnswerAdvice, ids::Id};

use super::AdviceView;
use crate::{code::AdvicePositionCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// The advice.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdviceAnswerRequest {
    /// In short.
    position: AdvicePositionCode,
    /// In words.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    text: String,
}

/// Advise on an item of information
///
/// For whoever was asked. The item goes on from there.
#[utoipa::path(
    tag = "Disclosure",
    request_body = AdviceAnswerRequest,
    responses((status = 200, description = "The question with the advice.", body = AdviceView)),
)]
#[post("/v1/advice-requests/{advice_id}/answer")]
pub(super) async fn answer_advice(
    cx: RequestContext,
    advice_id: Path<Uuid>,
    body: Valid<AdviceAnswerRequest>,
) -> ApiResult {
    let request = Id::new(*advice_id);
    let command = AnswerAdvice { position: body.0.position.0, text: body.0.text };
    cx.execute::<AdviceView, _>(request, command, request).await
}
