//! Hiding a thing from an agency.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{ids::Id, restriction::Restrict};
use whakakaha_store::preparation::RestrictedKey;

use super::RestrictionView;
use crate::{
    code::RestrictedKindCode, context::RequestContext, decision::FamilyDecisionRequest, problem::ApiResult,
    valid::Valid,
};

/// What is to be hidden from whom.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct RestrictRequest {
    /// The kind of thing.
    kind: RestrictedKindCode,
    /// Which thing, of this case; an action also as long as it is only in the draft of a plan.
    item_id: Uuid,
    /// From whom: an agency, with its workers and systems.
    agency_id: Uuid,
    /// Who of the family decided; a worker who records the decision sends it.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// Hide something from an agency
///
/// Because the family wants it. For the agency the thing does not exist from now on. An agency cannot be kept from its
/// own action, nor the lead agency from an action.
#[utoipa::path(
    tag = "Preparation",
    request_body = RestrictRequest,
    responses((status = 201, description = "The restriction as made.", body = RestrictionView)),
)]
#[post("/v1/cases/{case_id}/restrictions")]
pub(super) async fn create_restriction(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<RestrictRequest>,
) -> ApiResult {
    let (kind, item_id, agency_id) = (body.0.kind.0, body.0.item_id, Id::new(body.0.agency_id));
    let key = RestrictedKey { case: Id::new(*case_id), kind, item: item_id, agency: agency_id };
    let evidence = body.0.family_decision.map(Into::into);
    let command = Restrict { kind, item_id, agency_id, evidence };
    cx.create::<RestrictionView, _>(key, command, "/v1/restrictions").await
}
