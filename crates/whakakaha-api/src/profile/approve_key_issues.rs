//! The family decides what the key issues are.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, profile::ApproveKeyIssues};
use whakakaha_store::preparation::KeyIssueKey;

use super::PreparationView;
use crate::{context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult, valid::Valid};

/// The key issues, in the family's order.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyIssuesRequest {
    /// Entries of the profile, most important first.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_items = 1, max_items = 50)]
    entries: Vec<Uuid>,
    /// Who of the family decided; a worker who records the decision sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// Approve the key issues
///
/// The family decides what the meeting is about, and in which order. Replaces what was approved before.
#[utoipa::path(
    tag = "Preparation",
    request_body = KeyIssuesRequest,
    responses((status = 200, description = "How far the preparation has come.", body = PreparationView)),
)]
#[post("/v1/cases/{case_id}/key-issues")]
pub(super) async fn approve_key_issues(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<KeyIssuesRequest>,
) -> ApiResult {
    let case = Id::new(*case_id);
    let entries: Vec<_> = body.0.entries.into_iter().map(Id::new).collect();
    let key = KeyIssueKey { case, entries: entries.clone() };
    let command = ApproveKeyIssues { entries, evidence: body.0.family_decision.map(Into::into) };
    cx.execute::<PreparationView, _>(key, command, case).await
}
