//! Asking for an alert to be lowered.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, safety::AskLowering};
use whakakaha_store::safety::SupervisionKey;

use super::AlertView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Why an alert is to be lowered, and who is to confirm it.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoweringRequest {
    /// Why.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
    /// Another worker who is registered as coordinator of the case's region.
    supervisor_id: Uuid,
}

/// Ask for a safety alert to be lowered
///
/// For the coordinator of the case. The alert holds until the supervisor confirms; to ask again asks somebody else.
#[utoipa::path(
    tag = "Safety",
    request_body = LoweringRequest,
    responses((status = 200, description = "The alert, which still holds.", body = AlertView)),
)]
#[post("/v1/safety-alerts/{safety_alert_id}/lowering")]
pub(super) async fn ask_lowering(
    cx: RequestContext,
    safety_alert_id: Path<Uuid>,
    body: Valid<LoweringRequest>,
) -> ApiResult {
    let alert = Id::new(*safety_alert_id);
    let key = SupervisionKey { alert, supervisor: Id::new(body.0.supervisor_id) };
    cx.execute::<AlertView, _>(key, AskLowering { reason: body.0.reason }, alert).await
}
