//! Taking an entry out of the profile.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, profile::RemoveProfileEntry};

use super::ProfileEntryView;
use crate::{context::RequestContext, decision::FamilyAgreementRequest, problem::ApiResult, valid::Valid};

/// Remove an entry from a family's profile
///
/// It stays in history and counts for nothing. A worker says who of the family decided it.
#[utoipa::path(
    tag = "Preparation",
    request_body = FamilyAgreementRequest,
    responses((status = 200, description = "The entry as removed.", body = ProfileEntryView)),
)]
#[post("/v1/profile-entries/{entry_id}/removal")]
pub(super) async fn remove_profile_entry(
    cx: RequestContext,
    entry_id: Path<Uuid>,
    body: Valid<FamilyAgreementRequest>,
) -> ApiResult {
    let entry = Id::new(*entry_id);
    let command = RemoveProfileEntry { evidence: body.0.family_decision.map(Into::into) };
    cx.execute::<ProfileEntryView, _>(entry, command, entry).await
}
