//! Who has looked at what is on record about somebody, as they ask for it themselves.

mod list;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{access::sentence, ids::Id};
use whakakaha_store::access::AccessEntry;

use crate::{
    code::{DeedCode, OnlookerKindCode, TopicCode},
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
    #[schema(max_length = 1000)]
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
}

impl Item for AccessEntryView {
    type Of = AccessEntry;

    fn of(entry: &AccessEntry) -> Self {
        Self {
            id: entry.id,
            occurred_at: entry.at,
            sentence: sentence(&entry.onlooker, entry.deed, entry.topic, entry.whose),
            deed: entry.deed.into(),
            topic: entry.topic.into(),
            kind: entry.onlooker.kind.into(),
            worker_id: entry.worker.map(Id::uuid),
            worker_name: entry.onlooker.name.clone(),
            agency_id: entry.agency.map(Id::uuid),
            agency_name: entry.onlooker.agency.clone(),
        }
    }
}
