//! Asking for consent.

use actix_web::{post, web::Path};
use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{consent::RequestConsent, ids::Id};

use whakakaha_store::consent::NewConsent;

use super::ConsentView;
use crate::{
    code::{InformationCategoryCode, PurposeCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
};

/// What a person is asked to agree to.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConsentRequest {
    /// Who is asked.
    person_id: Uuid,
    /// What for.
    #[validate(length(min = 1, max = 6))]
    #[schema(min_items = 1, max_items = 6)]
    purposes: Vec<PurposeCode>,
    /// With which agencies: the agencies as such, not individual workers.
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    agencies: Vec<Uuid>,
    /// Kinds of information covered.
    #[validate(length(min = 1, max = 7))]
    #[schema(min_items = 1, max_items = 7)]
    categories: Vec<InformationCategoryCode>,
    /// Children for whom the person is asked.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    children: Vec<Uuid>,
    /// First day.
    begins_on: NaiveDate,
    /// Last day; two years after the first at the latest.
    expires_on: NaiveDate,
    /// Which wording of the plain-language statement was explained.
    #[validate(length(min = 1, max = 50))]
    #[schema(min_length = 1, max_length = 50, example = "2026-1")]
    statement_version: String,
    /// In which language it was explained (BCP 47).
    #[validate(length(min = 2, max = 35))]
    #[schema(min_length = 2, max_length = 35, example = "mi")]
    language: String,
    /// Who explained it; the caller where nobody is named.
    #[schema(nullable = false)]
    explained_by: Option<Uuid>,
}

/// Ask for consent
///
/// For the coordinator. Writes down what was explained; it opens nothing until the person has signed.
#[utoipa::path(
    tag = "Consent",
    request_body = ConsentRequest,
    responses((status = 201, description = "The consent, not signed yet.", body = ConsentView)),
)]
#[post("/v1/cases/{case_id}/consents")]
pub(super) async fn request_consent(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<ConsentRequest>,
) -> ApiResult {
    let it = body.0;
    let agencies: Vec<_> = it.agencies.into_iter().map(Id::new).collect();
    let explained_by = it.explained_by.map(Id::new);
    let draft = NewConsent { case: Id::new(*case_id), agencies: agencies.clone(), explained_by };
    let command = RequestConsent {
        person_id: Id::new(it.person_id),
        purposes: it.purposes.into_iter().map(|code| code.0).collect(),
        agencies,
        categories: it.categories.into_iter().map(|code| code.0).collect(),
        children: it.children.into_iter().map(Id::new).collect(),
        valid_from: it.begins_on,
        valid_until: it.expires_on,
        statement_version: it.statement_version,
        language: it.language,
        explained_by,
    };
    cx.create::<ConsentView, _>(draft, command, "/v1/consents").await
}
