//! Recording what an agency calls a person.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    person::{ExternalIdentifier, IdentifyPerson},
};
use whakakaha_store::person::NewIdentifier;

use super::ExternalIdentifierView;
use crate::{context::RequestContext, problem::ApiResult, reply, valid::Valid};

/// What an agency calls a person.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct ExternalIdentifierRequest {
    /// The agency that assigned it; for an agency's system, that agency.
    agency_id: Uuid,
    /// What kind of identifier it is, in the agency's words.
    #[validate(length(min = 1, max = 100))]
    #[schema(min_length = 1, max_length = 100, example = "client_number")]
    system: String,
    /// The identifier.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    value: String,
}

impl From<ExternalIdentifierRequest> for ExternalIdentifier {
    fn from(request: ExternalIdentifierRequest) -> Self {
        let ExternalIdentifierRequest { agency_id, system, value } = request;
        Self { agency_id: Id::new(agency_id), system, value }
    }
}

/// Record an agency's identifier for a person
///
/// An agency gives an identifier to one person only. Recording it again for the same person changes
/// nothing.
#[utoipa::path(
    tag = "Families",
    request_body = ExternalIdentifierRequest,
    responses((status = 200, description = "The identifier, which is on record.", body = ExternalIdentifierView)),
)]
#[post("/v1/people/{person_id}/identifiers")]
pub(super) async fn identify_person(
    cx: RequestContext,
    person_id: Path<Uuid>,
    body: Valid<ExternalIdentifierRequest>,
) -> ApiResult {
    let identifier: ExternalIdentifier = body.0.into();
    let wanted = NewIdentifier { person: Id::new(*person_id), identifier: identifier.clone() };
    let command = IdentifyPerson(identifier.clone());
    cx.acknowledge(wanted, command, move |_| reply::json(200, &ExternalIdentifierView::from(&identifier)))
        .await
}
