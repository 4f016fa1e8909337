//! Closing a case for which consent is not given.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{case::DeclineConsent, ids::Id};

use super::withdraw::CaseClosedView;
use crate::{context::RequestContext, problem::ApiResult, reply, valid::Valid};

/// Why consent is not given.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoConsentRequest {
    /// As far as the family wants to say.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Close a case without consent
///
/// For the family or the coordinator, while the case waits for consent. Taking part is voluntary.
#[utoipa::path(
    tag = "Closing",
    request_body = NoConsentRequest,
    responses((status = 200, description = "The case is closed.", body = CaseClosedView)),
)]
#[post("/v1/cases/{case_id}/no-consent")]
pub(super) async fn close_case_without_consent(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<NoConsentRequest>,
) -> ApiResult {
    let case = *case_id;
    let command = DeclineConsent { reason: body.0.reason };
    let answer = move |_| reply::json(200, &CaseClosedView::of(case));
    cx.acknowledge(Id::new(case), command, answer).await
}
