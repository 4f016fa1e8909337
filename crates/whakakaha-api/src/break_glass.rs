//! Access in an emergency, and what somebody else finds afterwards.

mod get;
mod list;
mod open;
mod review;
mod revoke;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::entity::Version;
use whakakaha_store::break_glass::GrantSheet;

use crate::{
    code::{BreakGlassGroundCode, BreakGlassOutcomeCode, BreakGlassPartCode, BreakGlassStatusCode},
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(open::break_glass)
        .service(list::list_break_glass_grants)
        .service(get::get_break_glass_grant)
        .service(revoke::revoke_break_glass_grant)
        .service(review::review_break_glass_grant);
}

/// A case opened to a worker without a role in an emergency.
#[derive(Serialize, ToSchema)]
#[schema(as = BreakGlassGrant)]
pub(crate) struct BreakGlassGrantView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Who opened it.
    worker_id: Uuid,
    /// For which agency.
    agency_id: Uuid,
    /// Why.
    ground: BreakGlassGroundCode,
    /// Why, in words.
    #[schema(max_length = 2000)]
    reason: String,
    /// How much of the case.
    part: BreakGlassPartCode,
    /// Where it stands now.
    status: BreakGlassStatusCode,
    /// From when on it opens the case.
    opened_at: DateTime<Utc>,
    /// From when on not any more, unless it is taken back before.
    expires_at: DateTime<Utc>,
    /// Who took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    revoked_by: Option<Uuid>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    revoked_at: Option<DateTime<Utc>>,
    /// By which day somebody else reviews it.
    review_due_on: NaiveDate,
    /// Whether that day has passed without a review.
    review_overdue: bool,
    /// What the review found.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    review: Option<BreakGlassReviewView>,
}

/// What somebody else found.
#[derive(Serialize, ToSchema)]
#[schema(as = BreakGlassReview)]
pub(crate) struct BreakGlassReviewView {
    /// Who.
    reviewed_by: Uuid,
    /// When.
    reviewed_at: DateTime<Utc>,
    /// Whether there was reason to open the case.
    outcome: BreakGlassOutcomeCode,
    /// Why.
    #[schema(max_length = 4000)]
    findings: String,
    /// What follows from it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 4000)]
    follow_up: Option<String>,
    /// Whether the family reads the reason in words.
    tell_reason: bool,
}

impl From<&GrantSheet> for BreakGlassGrantView {
    fn from(sheet: &GrantSheet) -> Self {
        let it = &sheet.grant;
        let (revocation, review) = (it.revocation.as_ref(), it.review.as_ref());
        Self {
            id: it.id.uuid(),
            case_id: it.case_id.uuid(),
            worker_id: it.worker_id.uuid(),
            agency_id: it.agency_id.uuid(),
            ground: it.ground.into(),
            reason: it.reason.clone(),
            part: it.part.into(),
            status: sheet.status.into(),
            opened_at: it.opened_at,
            expires_at: it.expires_at,
            revoked_by: revocation.map(|it| it.by.uuid()),
            revoked_at: revocation.map(|it| it.at),
            review_due_on: it.review_due_on,
            review_overdue: sheet.is_overdue,
            review: review.map(|review| BreakGlassReviewView {
                reviewed_by: review.by.uuid(),
                reviewed_at: review.at,
                outcome: review.outcome.into(),
                findings: review.findings.clone(),
                follow_up: review.follow_up.clone(),
                tell_reason: review.reason_told,
            }),
        }
    }
}

impl View for BreakGlassGrantView {
    type Of = GrantSheet;

    fn of(sheet: &GrantSheet, _: Version) -> Self {
        sheet.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for BreakGlassGrantView {
    type Of = GrantSheet;

    fn of(sheet: &GrantSheet) -> Self {
        sheet.into()
    }
}
