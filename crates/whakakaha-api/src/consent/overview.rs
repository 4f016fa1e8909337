//! What the consents of a family add up to.

use actix_web::{get, web::Path};
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{
    consent::state::{ConsentStanding, Held},
    entity::Version,
    ids::Id,
};
use whakakaha_store::consent::ConsentOverview;

use crate::{
    code::{FamilyConsentCode, HeldKindCode, InformationCategoryCode, PurposeCode},
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
    /// Whether the family takes part: everybody whose signature is needed agrees, or those who agree go on without
    /// those who object.
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
    /// Whether it opens anything: also where those who agree go on without those who object.
    opens: bool,
    /// What is held back although it opens; only for the coordinator.
    #[schema(max_items = 200)]
    held: Vec<HeldView>,
    /// When it changes by itself, because a consent begins or runs out; not for members of the family, who would
    /// learn of each other's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    changes_at: Option<DateTime<Utc>>,
}

/// Something that consents hold back from agencies.
#[derive(Serialize, ToSchema)]
#[schema(as = Held)]
pub(crate) struct HeldView {
    /// What.
    kind: HeldKindCode,
    /// The kind of information.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    category: Option<InformationCategoryCode>,
    /// The person.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
}

impl From<Held> for HeldView {
    fn from(held: Held) -> Self {
        let (category, person_id) = match held {
            Held::Category(category) => (Some(category.into()), None),
            Held::Person(person) => (None, Some(person.uuid())),
            Held::Family => (None, None),
        };
        Self { kind: held.kind().into(), category, person_id }
    }
}

impl ConsentStandingView {
    fn of(standing: &ConsentStanding, overview: &ConsentOverview) -> Self {
        Self {
            purpose: standing.purpose.into(),
            agency_id: standing.agency_id.map(Id::uuid),
            state: standing.state.into(),
            opens: standing.opens,
            held: standing.held.iter().copied().map(Into::into).collect(),
            changes_at: overview.dated.then_some(standing.ends_at),
        }
    }
}

impl View for ConsentOverviewView {
    type Of = ConsentOverview;

    fn of(overview: &ConsentOverview, _: Version) -> Self {
        Self {
            case_id: overview.case_id.uuid(),
            takes_part: overview.takes_part,
            states: overview.standings.iter().map(|it| ConsentStandingView::of(it, overview)).collect(),
        }
    }

    fn id(&self) -> Uuid {
        self.case_id
    }
}

/// Read what the consents of a family add up to
///
/// For the coordinator, the lead worker, the key contact and the family: per purpose and agency. A member of the family is
/// told whether it suffices, or `partial`, and nothing from which the answers of others follow.
#[utoipa::path(
    tag = "Consent",
    responses((status = 200, description = "The family's consent.", body = ConsentOverviewView)),
)]
#[get("/v1/cases/{case_id}/consent-state")]
pub(super) async fn get_consent_state(cx: RequestContext, case_id: Path<Uuid>) -> ApiResult {
    cx.read::<ConsentOverviewView>(Id::new(*case_id)).await
}
