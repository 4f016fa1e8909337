//! What the family says about its own commitments, written down by a worker.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    action::{RecordFamilyProgress, ReportProgress},
    ids::Id,
};

use super::ActionView;
use crate::{
    code::ActionStatusCode, context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult,
    valid::Valid,
};

/// How far a commitment of the family is, by the family's word.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct FamilyProgressRequest {
    /// `in_progress`, `done`, `partly_done` or `not_done`.
    status: ActionStatusCode,
    /// How much is done, in per cent.
    #[validate(range(min = 0, max = 100))]
    #[schema(nullable = false, minimum = 0, maximum = 100)]
    percent: Option<u8>,
    /// In the family's words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    note: Option<String>,
    /// What stands in the way; leave it out where nothing does.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    blocked: Option<String>,
    /// Who of the family said so, when and how. What one member promised is said by that member.
    #[validate(nested)]
    family_decision: FamilyDecisionRequest,
}

/// Record progress for the family
///
/// For the key contact, the lead worker and the coordinator, where the family or one of its members owns the
/// action and tells them how far it is. The report names the worker who wrote it down and the member who said
/// so. Never for an agency's action: an agency reports for itself.
#[utoipa::path(
    tag = "Follow-up",
    request_body = FamilyProgressRequest,
    responses((status = 200, description = "The action after the report.", body = ActionView)),
)]
#[post("/v1/actions/{action_id}/family-progress")]
pub(super) async fn record_family_progress(
    cx: RequestContext,
    action_id: Path<Uuid>,
    body: Valid<FamilyProgressRequest>,
) -> ApiResult {
    let action = Id::new(*action_id);
    let Valid(said) = body;
    let report = ReportProgress {
        status: said.status.0,
        percent: said.percent,
        note: said.note,
        blocked: said.blocked,
    };
    let command = RecordFamilyProgress { report, evidence: Some(said.family_decision.into()) };
    cx.execute::<ActionView, _>(action, command, action).await
}
