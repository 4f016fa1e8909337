//! Giving a role.

use actix_web::{post, web::Path};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{assignment::AssignRole, ids::Id};

use whakakaha_store::assignment::Candidate;

use super::AssignmentView;
use crate::{
    code::{InvolvementCode, RoleCode},
    context::RequestContext,
    decision::FamilyDecisionRequest,
    problem::ApiResult,
    valid::Valid,
};

/// Who is to hold which role.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct AssignmentRequest {
    /// The role: `lead_agency`, `lead_worker`, `key_contact` or `participant`.
    role: RoleCode,
    /// The agency that holds it, or for which its holder works.
    agency_id: Uuid,
    /// The person who holds it; mandatory for `lead_worker` and `key_contact`.
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// For participants: whether the agency was involved before. Unknown counts as new.
    #[schema(nullable = false)]
    involvement: Option<InvolvementCode>,
    /// The family's decision, recorded by a worker: for the lead, for the key contact and for an agency
    /// that is new to the family.
    #[validate(nested)]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionRequest>,
}

/// Give a role on a case
///
/// For the coordinator, the lead worker or the family. The holder before stays in the history of the
/// case; whoever holds a role by name is named as participant as well.
#[utoipa::path(
    tag = "Cases",
    request_body = AssignmentRequest,
    responses((status = 201, description = "The role as given.", body = AssignmentView)),
)]
#[post("/v1/cases/{case_id}/assignments")]
pub(super) async fn assign_role(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<AssignmentRequest>,
) -> ApiResult {
    let it = body.0;
    let (agency_id, worker_id) = (Id::new(it.agency_id), it.worker_id.map(Id::new));
    let candidate = Candidate { case: Id::new(*case_id), agency: agency_id, worker: worker_id };
    let command = AssignRole {
        role: it.role.0,
        agency_id,
        worker_id,
        involvement: it.involvement.map(|code| code.0),
        family_decision: it.family_decision.map(Into::into),
    };
    cx.create::<AssignmentView, _>(candidate, command, "/v1/assignments").await
}
