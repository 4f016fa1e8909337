//! What the consents of a family add up to.

use actix_web::{get, web::Path};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{consent::state::ConsentStanding, entity::Version, ids::Id};
use whakakaha_store::consent::ConsentOverview;

use crate::{
    code::{FamilyConsentCode, PurposeCode},
    context::RequestContext,
    problem::ApiResult,
    view::View,
};

/// What the consents of a family add up to. Says of nobody what they answered.
#[derive(Serialize, ToSchema)]
#[schema(as = ConsentOverview)]
pub(crate) struct ConsentOverviewView {
    /// The case.
    case_id: Uuid,
    /// Whether everybody whose signature is needed agrees to take part.
    takes_part: bool,
    /// Per purpose and agency.
    #[schema(max_items = 400)]
    states: Vec<ConsentStandingView>,
}

/// What the consents add up to for one purpose and one agency.
#[derive(Serialize, ToSchema)]
#[schema(as = ConsentStanding)]
pub(crate) struct ConsentStandingView {
    /// What for.
    purpose: PurposeCode,
    /// With which agency; absent for the purpose as such, whoever is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// What it adds up to.
    state: FamilyConsentCode,
    /// When it changes by itself, because a consent begins or runs out.
    changes_at: DateTime<Utc>,
}

impl From<&ConsentStanding> for ConsentStandingView {
    fn from(standing: &ConsentStanding) -> Self {
        Self {
            purpose: standing.purpose.into(),
            agency_id: standing.agency_id.map(Id::uuid),
            state: standing.state.into(),
            changes_at: standing.ends_at,
        }
    }
}

impl View for ConsentOverviewView {
    type Of = ConsentOverview;

    fn of(overview: &ConsentOverview, _: Version) -> Self {
        Self {
            case_id: overview.case_id.uuid(),
            takes_part: overview.takes_part,
            states: overview.standings.iter().map(Into::into).collect(),
        }
    }

    fn id(&self) -> Uuid {
        self.case_id
    }
}

/// Read what the consents of a family add up to
///
/// For the coordinator, the lead worker, the key contact and the family: per purpose and agency.
#[utoipa::path(
    tag = "Consent",
    responses((status = 200, description = "The family's consent.", body = ConsentOverviewView)),
)]
#[get("/v1/cases/{case_id}/consent-state")]
pub(super) async fn get_consent_state(cx: RequestContext, case_id: Path<Uuid>) -> ApiResult {
    cx.read::<ConsentOverviewView>(Id::new(*case_id)).await
}
