//! A party's answer to a version of a plan.

use actix_web::{post, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, plan::RespondToPlan};

use super::PlanVersionView;
use crate::{
    code::VerdictCode, context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult,
    valid::Valid,
};

/// A party's answer, bound to what it was sent.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanResponseRequest {
    /// The `content_hash` of the version as you read it.
    #[validate(length(min = 64, max = 64))]
    #[schema(min_length = 64, max_length = 64)]
    content_hash: String,
    /// `agree`, `agree_with_comment` or `decline`. A party answers a version once.
    verdict: VerdictCode,
    /// In words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    comment: Option<String>,
    /// For whom you answer; by default a family member for the family, everybody else for their agency.
    #[serde(rename = "for")]
    #[schema(nullable = false)]
    answers_for: Option<AnswersFor>,
    /// Who of the family decided, when and how, where the lead worker or the key contact writes down the
    /// family's answer.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// For whom an answer is given.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum AnswersFor {
    /// The family.
    Family,
    /// The caller's agency.
    Agency,
}

impl From<PlanResponseRequest> for RespondToPlan {
    fn from(request: PlanResponseRequest) -> Self {
        Self {
            content_hash: request.content_hash,
            verdict: request.verdict.0,
            comment: request.comment,
            for_family: request.answers_for.map(|party| party == AnswersFor::Family),
            evidence: request.family_decision.map(Into::into),
        }
    }
}

/// Answer a circulated version
///
/// For the family and for agencies that own an action in it. When all have agreed, the version is in force
/// from that moment, and its actions are in follow-up. When one declines, the version is `declined` and cannot
/// come into force any more: a new version, which begins with what the declined one says, is the way on.
///
/// An answer to a version that was replaced, declined or given up meanwhile is refused
/// (`plan.version_superseded`, `plan.version_declined`, `plan.version_abandoned`), and kept all the same as
/// evidence of what the party answered: see `late_answers` of the version. It counts for nothing. The problem
/// names in `plan_version_id` the version that waits for answers, or else the one in force: compare the two
/// with `/diff`. Sent again, the answer is refused again and kept once.
#[utoipa::path(
    tag = "Plans",
    request_body = PlanResponseRequest,
    responses((status = 200, description = "The version with the answer.", body = PlanVersionView)),
)]
#[post("/v1/plan-versions/{plan_version_id}/responses")]
pub(super) async fn respond_to_plan_version(
    cx: RequestContext,
    plan_version_id: Path<Uuid>,
    body: Valid<PlanResponseRequest>,
) -> ApiResult {
    let version = Id::new(*plan_version_id);
    cx.execute::<PlanVersionView, _>(version.into(), RespondToPlan::from(body.0), version).await
}
