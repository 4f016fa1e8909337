//! Confirming that an alert is lowered.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, safety::ConfirmLowering};

use super::AlertView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What a supervisor adds.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfirmationRequest {
    /// What they add.
    #[validate(length(min = 1, max = 1000))]
    #[schema(nullable = false, min_length = 1, max_length = 1000)]
    reason: Option<String>,
}

/// Confirm that a safety alert is lowered
///
/// For the supervisor who was asked, who is not the one who asked. From then on nothing is kept back by it; what was said
/// meanwhile stays closed. The alert stays on record.
#[utoipa::path(
    tag = "Safety",
    request_body = ConfirmationRequest,
    responses((status = 200, description = "The alert as lowered.", body = AlertView)),
)]
#[post("/v1/safety-alerts/{safety_alert_id}/lowering-confirmation")]
pub(super) async fn confirm_lowering(
    cx: RequestContext,
    safety_alert_id: Path<Uuid>,
    body: Valid<ConfirmationRequest>,
) -> ApiResult {
    let alert = Id::new(*safety_alert_id);
    cx.execute::<AlertView, _>(alert, ConfirmLowering { reason: body.0.reason }, alert).await
}
