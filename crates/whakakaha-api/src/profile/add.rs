//! Writing down what the family says.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, profile::AddProfileEntry};

use super::ProfileEntryView;
use crate::{
    code::{DomainCode, ProfileKindCode},
    context::RequestContext,
    decision::FamilyDecisionRequest,
    problem::ApiResult,
    valid::Valid,
};

/// What the family says.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddProfileEntryRequest {
    /// Which list.
    kind: ProfileKindCode,
    /// The family's words, verbatim.
    #[validate(length(min = 1, max = 2000))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        example = "both parents come to every appointment they can get to"
    )]
    text: String,
    /// Whose words they are, a member of the family; absent: the family's together.
    #[schema(nullable = false)]
    said_by: Option<Uuid>,
    /// The domain that it concerns.
    #[schema(nullable = false)]
    domain: Option<DomainCode>,
    /// Who of the family wanted it written down, where a worker keeps that on record.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

impl From<AddProfileEntryRequest> for AddProfileEntry {
    fn from(request: AddProfileEntryRequest) -> Self {
        Self {
            kind: request.kind.0,
            text: request.text,
            said_by: request.said_by.map(Id::new),
            domain: request.domain.map(|domain| domain.0),
            evidence: request.family_decision.map(Into::into),
        }
    }
}

/// Add an entry to a family's profile
///
/// In the family's own words, once the family has consented. A worker who writes it down is recorded.
#[utoipa::path(
    tag = "Preparation",
    request_body = AddProfileEntryRequest,
    responses((status = 201, description = "The entry as added.", body = ProfileEntryView)),
)]
#[post("/v1/cases/{case_id}/profile-entries")]
pub(super) async fn add_profile_entry(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<AddProfileEntryRequest>,
) -> ApiResult {
    let command = AddProfileEntry::from(body.0);
    cx.create::<ProfileEntryView, _>(Id::new(*case_id), command, "/v1/profile-entries").await
}
