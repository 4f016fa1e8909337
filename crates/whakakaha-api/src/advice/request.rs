//! Asking for advice on an item.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{disclosure::RequestAdvice, ids::Id};
use whakakaha_store::disclosure::AdviceKey;

use super::AdviceView;
use crate::{code::AdviserRoleCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// Who is asked what.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AdviceQuestionRequest {
    /// A worker of any agency, who neither wrote the item nor asks.
    adviser_id: Uuid,
    /// As what they are asked. A lawyer's advice is privileged: for the asking agency alone.
    role: AdviserRoleCode,
    /// What is asked.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    question: String,
}

/// Ask for advice on an item of information
///
/// For a worker of the agency that has it, before it is approved. The item waits for the answer; the adviser sees that
/// item alone, not the case.
#[utoipa::path(
    tag = "Disclosure",
    request_body = AdviceQuestionRequest,
    responses((status = 201, description = "The question as asked.", body = AdviceView)),
)]
#[post("/v1/disclosures/{disclosure_id}/advice-requests")]
pub(super) async fn request_advice(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    body: Valid<AdviceQuestionRequest>,
) -> ApiResult {
    let it = body.0;
    let key = AdviceKey { item: Id::new(*disclosure_id), adviser: Id::new(it.adviser_id) };
    let command = RequestAdvice { role: it.role.0, question: it.question };
    cx.create::<AdviceView, _>(key, command, "/v1/advice-requests").await
}
