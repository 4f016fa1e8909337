//! Advice on one item of information, from a supervisor, a practice leader or a lawyer.

mod answer;
mod get;
mod inbox;
mod list;
mod request;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    disclosure::{AdviceAnswer, AdviceRequest},
    entity::{Entity, Version},
};
use whakakaha_store::disclosure::AdviceInbox;

use crate::{
    code::{AdvicePositionCode, AdviserRoleCode},
    decision::named,
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(request::request_advice)
        .service(list::list_advice)
        .service(inbox::list_asked)
        .service(get::get_advice)
        .service(answer::answer_advice);
}

/// A question about one item, and the advice.
#[derive(Serialize, ToSchema)]
#[schema(as = AdviceRequest)]
pub(crate) struct AdviceView {
    id: Uuid,
    /// The item.
    disclosure_id: Uuid,
    /// Who is asked; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    adviser_id: Option<Uuid>,
    /// As what.
    role: AdviserRoleCode,
    /// Whether it is for the asking agency alone.
    privileged: bool,
    /// What is asked.
    #[schema(max_length = 4000)]
    question: String,
    /// Who asks; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    asked_by: Option<Uuid>,
    /// For which agency; absent where it is kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// When.
    asked_at: DateTime<Utc>,
    /// The advice, once there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    answer: Option<AdviceAnswerView>,
    /// When somebody else was asked instead, before there was an answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    replaced_at: Option<DateTime<Utc>>,
}

/// What was advised.
#[derive(Serialize, ToSchema)]
#[schema(as = Advice)]
pub(crate) struct AdviceAnswerView {
    /// In short.
    position: AdvicePositionCode,
    /// In words.
    #[schema(max_length = 4000)]
    text: String,
    /// When.
    answered_at: DateTime<Utc>,
}

impl From<&AdviceAnswer> for AdviceAnswerView {
    fn from(answer: &AdviceAnswer) -> Self {
        Self { position: answer.position.into(), text: answer.text.clone(), answered_at: answer.at }
    }
}

impl From<&Entity<AdviceRequest>> for AdviceView {
    fn from(request: &Entity<AdviceRequest>) -> Self {
        Self {
            id: request.id.uuid(),
            disclosure_id: request.disclosure_id.uuid(),
            adviser_id: named(request.adviser_id),
            role: request.role.into(),
            privileged: request.is_privileged(),
            question: request.question.clone(),
            asked_by: named(request.asked_by),
            agency_id: named(request.agency_id),
            asked_at: request.asked_at,
            answer: request.answer.as_ref().map(Into::into),
            replaced_at: request.replaced_at,
        }
    }
}

impl View for AdviceView {
    type Of = Entity<AdviceRequest>;

    fn of(request: &Entity<AdviceRequest>, _: Version) -> Self {
        request.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for AdviceView {
    type Of = Entity<AdviceRequest>;

    fn of(request: &Entity<AdviceRequest>) -> Self {
        request.into()
    }
}

/// A question that waits for the caller's advice.
#[derive(Serialize, ToSchema)]
#[schema(as = AskedAdvice)]
pub(crate) struct AskedView {
    id: Uuid,
    /// The item, which the caller can read.
    disclosure_id: Uuid,
    /// As what the caller is asked.
    role: AdviserRoleCode,
    /// What is asked.
    #[schema(max_length = 4000)]
    question: String,
    /// Who asks.
    asked_by: Uuid,
    /// When.
    asked_at: DateTime<Utc>,
}

impl Item for AskedView {
    type Of = AdviceInbox;

    fn of(AdviceInbox(request): &AdviceInbox) -> Self {
        Self {
            id: request.id.uuid(),
            disclosure_id: request.disclosure_id.uuid(),
            role: request.role.into(),
            question: request.question.clone(),
            asked_by: request.asked_by.uuid(),
            asked_at: request.asked_at,
        }
    }
}
