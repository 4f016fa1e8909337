//! Who has looked at what is on record about somebody, as they ask for it themselves.

mod list;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{access::sentence, break_glass::EmergencyTold, ids::Id};
use whakakaha_store::access::AccessEntry;

use crate::{
    code::{
        BreakGlassGroundCode, BreakGlassOutcomeCode, BreakGlassPartCode, DeedCode, OnlookerKindCode,
        TopicCode,
    },
    view::Item,
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_own_access);
}

/// One look at, or change of, what is on record about you or your family.
#[derive(Serialize, ToSchema)]
#[schema(as = AccessEntry)]
pub(crate) struct AccessEntryView {
    id: Uuid,
    /// When it was.
    occurred_at: DateTime<Utc>,
    /// All of it in plain words, in English: `Mere Waititi (Rānui School) looked at your family's plan.`
    #[schema(max_length = 4000)]
    sentence: String,
    /// What they did.
    deed: DeedCode,
    /// What it was about.
    topic: TopicCode,
    /// What kind of caller it was.
    kind: OnlookerKindCode,
    /// The worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    worker_id: Option<Uuid>,
    /// The name of the worker.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    worker_name: Option<String>,
    /// The agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// The name of the agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    agency_name: Option<String>,
    /// The emergency access to which it belongs: a worker without a role opened the case in an emergency. Told when
    /// that is over.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    emergency: Option<EmergencyToldView>,
}

/// What you are told of emergency access to your family's case.
#[derive(Serialize, ToSchema)]
#[schema(as = EmergencyTold)]
pub(crate) struct EmergencyToldView {
    /// The grant.
    break_glass_grant_id: Uuid,
    /// Why the case was opened.
    ground: BreakGlassGroundCode,
    /// Why, in the words of whoever opened it, where the review found that they endanger nobody.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    reason: Option<String>,
    /// How much of it was open.
    part: BreakGlassPartCode,
    /// From when on.
    opened_at: DateTime<Utc>,
    /// From when on not any more.
    ended_at: DateTime<Utc>,
    /// What somebody else found who looked at it afterwards.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    outcome: Option<BreakGlassOutcomeCode>,
}

impl From<&EmergencyTold> for EmergencyToldView {
    fn from(told: &EmergencyTold) -> Self {
        Self {
            break_glass_grant_id: told.grant.uuid(),
            ground: told.ground.into(),
            reason: told.reason.clone(),
            part: told.part.into(),
            opened_at: told.opened_at,
            ended_at: told.ended_at,
            outcome: told.outcome.map(Into::into),
        }
    }
}

impl Item for AccessEntryView {
    type Of = AccessEntry;

    fn of(entry: &AccessEntry) -> Self {
        Self {
            id: entry.id,
            occurred_at: entry.at,
            sentence: sentence(
                &entry.onlooker,
                entry.deed,
                (entry.topic, entry.whose),
                entry.emergency.as_ref(),
            ),
            deed: entry.deed.into(),
            topic: entry.topic.into(),
            kind: entry.onlooker.kind.into(),
            worker_id: entry.worker.map(Id::uuid),
            worker_name: entry.onlooker.name.clone(),
            agency_id: entry.agency.map(Id::uuid),
            agency_name: entry.onlooker.agency.clone(),
            emergency: entry.emergency.as_ref().map(Into::into),
        }
    }
}
