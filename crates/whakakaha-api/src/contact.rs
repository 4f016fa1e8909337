//! Contact with the family between meetings.

mod get;
mod list;
mod log;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    contact::Contact,
    entity::{Entity, Version},
};

use crate::{
    code::{ContactChannelCode, PlanWorksCode},
    correction::AttachedStatementView,
    decision::named,
    view::{Item, View, carries_statements},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(log::log_contact).service(list::list_contacts).service(get::get_contact);
}

/// One contact with the family between meetings, or one attempt.
#[derive(Serialize, ToSchema)]
#[schema(as = Contact)]
pub(crate) struct ContactView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The day on which it took place.
    held_on: NaiveDate,
    /// How.
    channel: ContactChannelCode,
    /// With whom of the family, where it was with one of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// At what time, by the clock of the case's region.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, nullable = false, max_length = 8)]
    time: Option<NaiveTime>,
    /// Whether anybody of the family was reached.
    reached: bool,
    /// Whether a message was left for somebody who did not answer.
    message_left: bool,
    /// Whether a written message showed what it says before it was opened; absent where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    previewed: Option<bool>,
    /// What was talked about, or what was tried.
    #[schema(max_length = 4000)]
    summary: String,
    /// What the family says about how the plan works.
    plan_works: PlanWorksCode,
    /// The same in its own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 2000)]
    family_words: Option<String>,
    /// Who kept it; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    recorded_by: Option<Uuid>,
    /// When it was written down.
    recorded_at: DateTime<Utc>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

impl From<&Entity<Contact>> for ContactView {
    fn from(contact: &Entity<Contact>) -> Self {
        Self {
            id: contact.id.uuid(),
            statements: Vec::new(),
            case_id: contact.case_id.uuid(),
            held_on: contact.on,
            channel: contact.channel.into(),
            person_id: contact.person_id.map(whakakaha_domain::ids::Id::uuid),
            time: contact.time,
            reached: contact.reached,
            message_left: contact.message_left,
            previewed: contact.previewed,
            summary: contact.summary.clone(),
            plan_works: contact.plan_works.into(),
            family_words: contact.family_words.clone(),
            recorded_by: named(contact.recorded_by),
            recorded_at: contact.recorded_at,
        }
    }
}

impl View for ContactView {
    type Of = Entity<Contact>;

    fn of(contact: &Entity<Contact>, _: Version) -> Self {
        contact.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

impl Item for ContactView {
    type Of = Entity<Contact>;

    fn of(contact: &Entity<Contact>) -> Self {
        contact.into()
    }

    carries_statements!();
}
