//! Recalls: what agencies were shown is asked back when a consent is taken back.

mod acknowledge;
mod get;
mod list;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    recall::{Recall, RecallAnswer},
};

use crate::{
    code::{RecallActionCode, RecallExtentCode, RecallStatusCode},
    decision::named,
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_recalls).service(get::get_recall).service(acknowledge::acknowledge_recall);
}

/// That an agency is asked to let go of what it was shown on a case: to use it no more, to delete what it kept of it, with
/// copies and what was derived from them, unless the law makes it keep it, and to say what it has done. What it was shown
/// is not said again; where a part is asked back, it is what the agency may not read any more, and its feed says of each
/// thing that it is gone. Services that were arranged go on.
#[derive(Serialize, ToSchema)]
#[schema(as = Recall)]
pub(crate) struct RecallView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The agency.
    agency_id: Uuid,
    /// How much is asked back.
    extent: RecallExtentCode,
    /// Since when it may not use what it was shown.
    effective_at: DateTime<Utc>,
    /// The last day on which it answers in time, where the family lives: ten working days.
    due_on: NaiveDate,
    /// Where it stands.
    status: RecallStatusCode,
    /// What the agency has answered; absent before that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    acknowledgement: Option<RecallAcknowledgementView>,
}

/// What an agency has answered.
#[derive(Serialize, ToSchema)]
#[schema(as = RecallAcknowledgement)]
pub(crate) struct RecallAcknowledgementView {
    /// What it has done.
    action: RecallActionCode,
    /// Why it keeps something: the enactment and its section; absent where it has deleted everything.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 500)]
    legal_ground: Option<String>,
    /// When it answered.
    acknowledged_at: DateTime<Utc>,
    /// The worker who did; absent where the agency's system did, and where the worker is kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    acknowledged_by: Option<Uuid>,
}

impl From<&RecallAnswer> for RecallAcknowledgementView {
    fn from(answer: &RecallAnswer) -> Self {
        Self {
            action: answer.action.into(),
            legal_ground: answer.legal_ground.clone(),
            acknowledged_at: answer.at,
            acknowledged_by: answer.by.and_then(named),
        }
    }
}

impl From<&Entity<Recall>> for RecallView {
    fn from(recall: &Entity<Recall>) -> Self {
        Self {
            id: recall.id.uuid(),
            case_id: recall.case_id.uuid(),
            agency_id: recall.agency_id.uuid(),
            extent: recall.extent().into(),
            effective_at: recall.effective_at,
            due_on: recall.due_on,
            status: recall.status.into(),
            acknowledgement: recall.answer.as_ref().map(Into::into),
        }
    }
}

impl View for RecallView {
    type Of = Entity<Recall>;

    fn of(recall: &Entity<Recall>, _: Version) -> Self {
        recall.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for RecallView {
    type Of = Entity<Recall>;

    fn of(recall: &Entity<Recall>) -> Self {
        recall.into()
    }
}
