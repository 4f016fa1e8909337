//! Judging whether a young person understands enough to consent for themselves.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, membership::JudgeUnderstanding};

use super::MembershipView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// What was judged, and why.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct JudgementRequest {
    /// Whether the young person understands enough to consent for themselves.
    competent: bool,
    /// Why.
    #[validate(length(min = 1, max = 2000))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        example = "explained in her own words who would know what, and why"
    )]
    reason: String,
    /// The day, not after today.
    judged_on: NaiveDate,
}

/// Record whether a young person understands enough to consent
///
/// For the coordinators of the family's region. Counts whatever the age, until the young person is an adult: without it
/// they consent for themselves from the age that their region has set. Where a case is open, consent is counted again.
#[utoipa::path(
    tag = "Families",
    request_body = JudgementRequest,
    responses((status = 200, description = "The membership as judged.", body = MembershipView)),
)]
#[post("/v1/memberships/{membership_id}/judgement")]
pub(super) async fn judge_understanding(
    cx: RequestContext,
    membership_id: Path<Uuid>,
    body: Valid<JudgementRequest>,
) -> ApiResult {
    let membership = Id::new(*membership_id);
    let JudgementRequest { competent, reason, judged_on } = body.0;
    let command = JudgeUnderstanding { competent, reason, judged_on };
    cx.execute::<MembershipView, _>(membership, command, membership).await
}
