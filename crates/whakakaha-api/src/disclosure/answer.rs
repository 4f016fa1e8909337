//! What the family says to an item.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{disclosure::AnswerDisclosure, ids::Id};

use super::DisclosureView;
use crate::{
    code::ItemAnswerCode, context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult,
    valid::Valid,
};

/// What a member of the family says to an item.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisclosureAnswerRequest {
    /// What they say.
    answer: ItemAnswerCode,
    /// Who of the family said it; a worker who records it sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// Answer to an item of information
///
/// For a member of the family whom it concerns; a worker may record what they said. An objection, or the wish that it
/// remain confidential, keeps the item from its recipients, also when they have it already. No reason is needed, and
/// nobody can overrule it; what the law demands goes on, with the answer on record.
#[utoipa::path(
    tag = "Disclosure",
    request_body = DisclosureAnswerRequest,
    responses((status = 200, description = "The item as it is now.", body = DisclosureView)),
)]
#[post("/v1/disclosures/{disclosure_id}/answer")]
pub(super) async fn answer_disclosure(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    body: Valid<DisclosureAnswerRequest>,
) -> ApiResult {
    let item = Id::new(*disclosure_id);
    let evidence = body.0.family_decision.map(Into::into);
    let command = AnswerDisclosure { answer: body.0.answer.0, evidence };
    cx.execute::<DisclosureView, _>(item, command, item).await
}
