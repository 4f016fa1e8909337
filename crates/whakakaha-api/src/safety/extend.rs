//! Adding who and what would tell where a protected person is.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, safety::ExtendAlert};
use whakakaha_store::safety::ExtensionKey;

use super::{
    AlertView,
    tie::{TieRequest, ties},
};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What else is to be kept back.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExtensionRequest {
    /// Agencies and workers whose part in the case would tell where the protected person is.
    #[validate(length(min = 1, max = 50), nested)]
    #[schema(min_items = 1, max_items = 50)]
    ties: Vec<TieRequest>,
}

/// Add to a safety alert
///
/// Records who else would tell where the protected person is, such as a new service. Nothing can be taken out again:
/// to keep less back is to lower the alert, which takes two.
#[utoipa::path(
    tag = "Safety",
    request_body = ExtensionRequest,
    responses((status = 200, description = "The alert with what was added.", body = AlertView)),
)]
#[post("/v1/safety-alerts/{safety_alert_id}/extension")]
pub(super) async fn extend_safety_alert(
    cx: RequestContext,
    safety_alert_id: Path<Uuid>,
    body: Valid<ExtensionRequest>,
) -> ApiResult {
    let alert = Id::new(*safety_alert_id);
    let ties = ties(&body.0.ties)?;
    let key = ExtensionKey { alert, ties: ties.clone() };
    cx.execute::<AlertView, _>(key, ExtendAlert { ties }, alert).await
}
