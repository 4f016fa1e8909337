//! Changing the words of an entry.

use actix_web::{put, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, profile::ReviseProfileEntry};

use super::ProfileEntryView;
use crate::{
    code::DomainCode, context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult,
    valid::Valid,
};

/// What the family says now.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReviseProfileEntryRequest {
    /// The family's words, verbatim.
    #[validate(length(min = 1, max = 2000))]
    #[schema(min_length = 1, max_length = 2000)]
    text: String,
    /// The domain that it concerns.
    #[schema(nullable = false)]
    domain: Option<DomainCode>,
    /// Who of the family decided; a worker who records the decision sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// Change an entry of a family's profile
///
/// The words are the family's: a worker says who of the family changed them. What the entry said before stays
/// readable at `/v1/profile-entries/{entry_id}/versions`.
#[utoipa::path(
    tag = "Preparation",
    request_body = ReviseProfileEntryRequest,
    responses((status = 200, description = "The entry as changed.", body = ProfileEntryView)),
)]
#[put("/v1/profile-entries/{entry_id}")]
pub(super) async fn revise_profile_entry(
    cx: RequestContext,
    entry_id: Path<Uuid>,
    body: Valid<ReviseProfileEntryRequest>,
) -> ApiResult {
    let entry = Id::new(*entry_id);
    let command = ReviseProfileEntry {
        text: body.0.text,
        domain: body.0.domain.map(|domain| domain.0),
        evidence: body.0.family_decision.map(Into::into),
    };
    cx.execute::<ProfileEntryView, _>(entry, command, entry).await
}
