//! Setting the preferences of a family.

use actix_web::{put, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    case::{Preferences, SetPreferences},
    ids::Id,
};

use super::CaseView;
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// How the family wants things done.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreferencesRequest {
    /// Tikanga: karakia, mihi, kai, kaumātua, te reo.
    #[validate(length(max = 30), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 30, min_length = 1, max_length = 200)]
    tikanga: Vec<String>,
    /// People whom the family wants beside it.
    #[validate(length(max = 30), custom(function = "crate::valid::short_texts"))]
    #[schema(max_items = 30, min_length = 1, max_length = 200)]
    support_people: Vec<String>,
    /// When the family can meet, evenings and weekends included.
    #[validate(length(min = 1, max = 500))]
    #[schema(nullable = false, min_length = 1, max_length = 500)]
    availability: Option<String>,
    /// Anything else about how to work with this family.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    notes: Option<String>,
    /// After how many days the family wants to be contacted again between meetings; left out: 14.
    #[validate(range(min = 1, max = 90))]
    #[schema(nullable = false, minimum = 1, maximum = 90)]
    contact_every_days: Option<u16>,
}

impl From<PreferencesRequest> for Preferences {
    fn from(it: PreferencesRequest) -> Self {
        Self {
            tikanga: it.tikanga,
            support_people: it.support_people,
            availability: it.availability,
            notes: it.notes,
            contact_every_days: it.contact_every_days,
        }
    }
}

/// Set the preferences of a family
///
/// For the family, or recorded by a worker in its words. Replaces what was there; `If-Match` carries the
/// ETag of the case.
#[utoipa::path(
    tag = "Cases",
    request_body = PreferencesRequest,
    responses((status = 200, description = "The case with the preferences.", body = CaseView)),
)]
#[put("/v1/cases/{case_id}/preferences")]
pub(super) async fn set_case_preferences(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<PreferencesRequest>,
) -> ApiResult {
    let case = Id::new(*case_id);
    cx.execute::<CaseView, _>(case, SetPreferences(body.0.into()), case).await
}
