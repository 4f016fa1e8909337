//! Changing what is said of a need.

use actix_web::{put, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, need::ReviseNeed};

use super::NeedView;
use crate::{
    code::{DomainCode, NeedPriorityCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
};

/// What is said of a need. Whose need it is stays.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviseNeedRequest {
    /// The domain that it belongs to.
    domain: DomainCode,
    /// What is lacking, in plain words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    text: String,
    /// How much it matters to the family now.
    priority: NeedPriorityCode,
    /// Whether it has been met.
    met: bool,
}

/// Change a need
///
/// Replaces what is said of it.
#[utoipa::path(
    tag = "Preparation",
    request_body = ReviseNeedRequest,
    responses((status = 200, description = "The need as changed.", body = NeedView)),
)]
#[put("/v1/needs/{need_id}")]
pub(super) async fn revise_need(
    cx: RequestContext,
    need_id: Path<Uuid>,
    body: Valid<ReviseNeedRequest>,
) -> ApiResult {
    let need = Id::new(*need_id);
    let command = ReviseNeed {
        domain: body.0.domain.0,
        text: body.0.text,
        priority: body.0.priority.0,
        met: body.0.met,
    };
    cx.execute::<NeedView, _>(need, command, need).await
}
