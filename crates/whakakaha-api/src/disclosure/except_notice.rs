//! Recording why somebody is not told, or not yet.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{disclosure::ExceptNotice, ids::Id};

use super::DisclosureView;
use crate::{code::NoticeExceptionCode, context::RequestContext, problem::ApiResult, valid::Valid};

/// Why a person is not told of an item, or not yet.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoticeExemptionRequest {
    /// Whom the item is about.
    person_id: Uuid,
    /// Why they are not told.
    exception: NoticeExceptionCode,
    /// The same in words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
    /// Where it is not safe yet: the day of the review, at most 90 days ahead, with which the delay ends unless it is
    /// recorded again.
    #[schema(nullable = false)]
    review_on: Option<NaiveDate>,
}

/// Record why somebody is not told
///
/// For a worker of the agency that has the item, and for the coordinator. Only for what the law demands: what is shared
/// with consent is told to the family without exception. During a delay the family does not see the item; record the
/// delay before the item is approved.
#[utoipa::path(
    tag = "Disclosure",
    request_body = NoticeExemptionRequest,
    responses((status = 200, description = "The item as it is now.", body = DisclosureView)),
)]
#[post("/v1/disclosures/{disclosure_id}/notice-exceptions")]
pub(super) async fn except_notice(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    body: Valid<NoticeExemptionRequest>,
) -> ApiResult {
    let item = Id::new(*disclosure_id);
    let it = body.0;
    let command = ExceptNotice {
        person: Id::new(it.person_id),
        code: it.exception.0,
        reason: it.reason,
        review_on: it.review_on,
    };
    cx.execute::<DisclosureView, _>(item, command, item).await
}
