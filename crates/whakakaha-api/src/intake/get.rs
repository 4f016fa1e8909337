//! Reading an intake.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::IntakeView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read an intake
///
/// For the coordinators of its region.
#[utoipa::path(tag = "Intake", responses((status = 200, description = "The intake.", body = IntakeView)))]
#[get("/v1/intakes/{intake_id}")]
pub(super) async fn get_intake(cx: RequestContext, intake_id: Path<Uuid>) -> ApiResult {
    cx.read::<IntakeView>(Id::new(*intake_id)).await
}
