//! Answering a recall.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, recall::AcknowledgeRecall};

use super::RecallView;
use crate::{code::RecallActionCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// What an agency has done with what it was shown.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcknowledgeRecallRequest {
    /// What it has done.
    #[schema(example = "deleted")]
    action: RecallActionCode,
    /// Why it keeps something: the enactment and its section. Goes with `retained`, and with nothing else.
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500)]
    legal_ground: Option<String>,
}

/// Answer a recall
///
/// For the agency's system and its administrators, and its workers who had a role on the case. Sent again with the same
/// answer it changes nothing; whoever retains something can say later that it is deleted. What is not answered by the
/// end of `due_on` is shown to the privacy officer (`status` is `escalated`), and can still be answered.
#[utoipa::path(
    tag = "Recalls",
    request_body = AcknowledgeRecallRequest,
    responses((status = 200, description = "The recall as answered.", body = RecallView)),
)]
#[post("/v1/recalls/{recall_id}/acknowledgement")]
pub(super) async fn acknowledge_recall(
    cx: RequestContext,
    recall_id: Path<Uuid>,
    body: Valid<AcknowledgeRecallRequest>,
) -> ApiResult {
    let AcknowledgeRecallRequest { action, legal_ground } = body.0;
    let recall = Id::new(*recall_id);
    let command = AcknowledgeRecall { action: action.0, legal_ground };
    cx.execute::<RecallView, _>(recall, command, recall).await
}
