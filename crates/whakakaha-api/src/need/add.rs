//! Recording a need.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, need::AddNeed};

use super::NeedView;
use crate::{
    code::{DomainCode, NeedPriorityCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
};

/// Something that is lacking.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddNeedRequest {
    /// The domain that it belongs to.
    domain: DomainCode,
    /// What is lacking, in plain words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000, example = "an income that covers the bills")]
    text: String,
    /// Whose need, a member of the family; absent: the family's.
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// How much it matters to the family now.
    priority: NeedPriorityCode,
}

/// Record a need
///
/// Something that the family, or one of its people, lacks. Once the family has consented.
#[utoipa::path(
    tag = "Preparation",
    request_body = AddNeedRequest,
    responses((status = 201, description = "The need as recorded.", body = NeedView)),
)]
#[post("/v1/cases/{case_id}/needs")]
pub(super) async fn add_need(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<AddNeedRequest>,
) -> ApiResult {
    let command = AddNeed {
        person_id: body.0.person_id.map(Id::new),
        domain: body.0.domain.0,
        text: body.0.text,
        priority: body.0.priority.0,
    };
    cx.create::<NeedView, _>(Id::new(*case_id), command, "/v1/needs").await
}
