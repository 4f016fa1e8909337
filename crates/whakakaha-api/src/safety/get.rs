//! Reading an alert.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::AlertView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a safety alert
///
/// For the coordinator, the lead worker, the key contact, the facilitator of a meeting that is to come, the person whom it
/// protects, and whoever was asked to confirm that it is lowered.
#[utoipa::path(
    tag = "Safety",
    responses((status = 200, description = "The alert.", body = AlertView)),
)]
#[get("/v1/safety-alerts/{safety_alert_id}")]
pub(super) async fn get_safety_alert(cx: RequestContext, safety_alert_id: Path<Uuid>) -> ApiResult {
    cx.read::<AlertView>(Id::new(*safety_alert_id)).await
}
