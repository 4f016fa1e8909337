//! Refusing to lower an alert.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, safety::RefuseLowering};

use super::AlertView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Why an alert is not lowered.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct LoweringRefusalRequest {
    /// Why.
    #[validate(length(min = 1, max = 1000))]
    #[schema(min_length = 1, max_length = 1000)]
    reason: String,
}

/// Refuse to lower a safety alert
///
/// For the supervisor who was asked. The alert holds on; the coordinator may ask again.
#[utoipa::path(
    tag = "Safety",
    request_body = LoweringRefusalRequest,
    responses((status = 200, description = "The alert, which holds.", body = AlertView)),
)]
#[post("/v1/safety-alerts/{safety_alert_id}/lowering-refusal")]
pub(super) async fn refuse_lowering(
    cx: RequestContext,
    safety_alert_id: Path<Uuid>,
    body: Valid<LoweringRefusalRequest>,
) -> ApiResult {
    let alert = Id::new(*safety_alert_id);
    cx.execute::<AlertView, _>(alert, RefuseLowering { reason: body.0.reason }, alert).await
}
