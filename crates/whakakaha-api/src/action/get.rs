//! Reading a commitment.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ActionView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read an action
///
/// For the family and for whoever takes part in the case, unless it is kept from your agency.
#[utoipa::path(tag = "Follow-up", responses((status = 200, description = "The action.", body = ActionView)))]
#[get("/v1/actions/{action_id}")]
pub(super) async fn get_action(cx: RequestContext, action_id: Path<Uuid>) -> ApiResult {
    cx.read::<ActionView>(Id::new(*action_id)).await
}
