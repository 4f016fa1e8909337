//! Roles on cases.

mod assign;
mod end;
mod get;
mod list;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{entity::Version, ids::Id};
use whakakaha_store::assignment::AssignmentDetail;

use crate::{
    code::{InvolvementCode, RoleCode},
    decision::FamilyDecisionView,
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(assign::assign_role)
        .service(list::list_assignments)
        .service(get::get_assignment)
        .service(end::end_assignment);
}

/// One holder of one role on one case, from a day, until a day.
#[derive(Serialize, ToSchema)]
#[schema(as = Assignment)]
pub(crate) struct AssignmentView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The role.
    role: RoleCode,
    /// The agency that holds it, or for which its holder works.
    agency_id: Uuid,
    /// The name of the agency.
    #[schema(max_length = 200)]
    agency_name: String,
    /// The person who holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// Their name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    worker_name: Option<String>,
    /// For participants: whether the agency was involved before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    involvement: Option<InvolvementCode>,
    /// The family's decision, where the choice was the family's; for the family and the coordinator.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    family_decision: Option<FamilyDecisionView>,
    /// First day.
    started_on: NaiveDate,
    /// Last day, once it is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_on: Option<NaiveDate>,
}

impl From<&AssignmentDetail> for AssignmentView {
    fn from(AssignmentDetail { assignment, agency, worker, unabridged, .. }: &AssignmentDetail) -> Self {
        Self {
            id: assignment.id.uuid(),
            case_id: assignment.case_id.uuid(),
            role: assignment.role.into(),
            agency_id: assignment.agency_id.uuid(),
            agency_name: agency.clone(),
            worker_id: assignment.worker_id.map(Id::uuid),
            worker_name: worker.clone(),
            involvement: assignment.involvement.map(Into::into),
            family_decision: assignment.decision.as_ref().filter(|_| *unabridged).map(Into::into),
            started_on: assignment.started_on,
            ended_on: assignment.ended_on,
        }
    }
}

impl View for AssignmentView {
    type Of = AssignmentDetail;

    fn of(detail: &AssignmentDetail, _: Version) -> Self {
        detail.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for AssignmentView {
    type Of = AssignmentDetail;

    fn of(detail: &AssignmentDetail) -> Self {
        detail.into()
    }
}
