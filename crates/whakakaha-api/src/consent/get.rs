//! Reading a consent.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::ConsentView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a consent
///
/// For the coordinator, the key contact and the person who gave it, also after they left the family.
#[utoipa::path(tag = "Consent", responses((status = 200, description = "The consent.", body = ConsentView)))]
#[get("/v1/consents/{consent_id}")]
pub(super) async fn get_consent(cx: RequestContext, consent_id: Path<Uuid>) -> ApiResult {
    cx.read::<ConsentView>(Id::new(*consent_id)).await
}
