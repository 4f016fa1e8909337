//! Keeping a contact with the family on record.

use actix_web::{post, web::Path};
use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{contact::LogContact, ids::Id};

use super::ContactView;
use crate::{
    code::{ContactChannelCode, PlanWorksCode},
    context::RequestContext,
    problem::ApiResult,
    valid::Valid,
};

/// A contact with the family, or an attempt.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactRequest {
    /// The day on which it took place: not after today, not before the case was opened.
    held_on: NaiveDate,
    /// How.
    channel: ContactChannelCode,
    /// With whom of the family. Needed where somebody of the family is contacted safely in certain ways or hours only.
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// At what time, by the clock of the case's region. Needed where the person is contacted safely at certain hours only.
    #[schema(value_type = Option<String>, nullable = false, min_length = 8, max_length = 8, pattern = r"^\d{2}:\d{2}:\d{2}$", example = "09:30:00")]
    time: Option<NaiveTime>,
    /// Whether anybody of the family was reached.
    reached: bool,
    /// Whether a message was left for somebody who did not answer.
    #[serde(default)]
    message_left: bool,
    /// Whether a written message showed what it says before it was opened, as on a locked screen. Needed for messages and
    /// e-mails to a person for whom that is not safe.
    #[schema(nullable = false)]
    previewed: Option<bool>,
    /// What was talked about, or what was tried.
    #[validate(length(min = 1, max = 4000))]
    #[schema(min_length = 1, max_length = 4000)]
    summary: String,
    /// What the family answers to "is the plan working for you?"; `not_asked` where nobody was reached.
    plan_works: PlanWorksCode,
    /// The same in its own words.
    #[validate(length(min = 1, max = 2000))]
    #[schema(nullable = false, min_length = 1, max_length = 2000)]
    family_words: Option<String>,
}

/// Log a contact with the family
///
/// For the key contact; the lead worker and the coordinator may log one too. Contacts are kept; none is changed
/// afterwards. `next_contact_on` of the case is counted from the last contact that reached somebody.
///
/// A way, an hour or a message that is not safe for the person is refused. How to reach whom is in `safe_contact` of the person.
#[utoipa::path(
    tag = "Follow-up",
    request_body = ContactRequest,
    responses((status = 201, description = "The contact as logged.", body = ContactView)),
)]
#[post("/v1/cases/{case_id}/contacts")]
pub(super) async fn log_contact(
    cx: RequestContext,
    case_id: Path<Uuid>,
    body: Valid<ContactRequest>,
) -> ApiResult {
    let Valid(contact) = body;
    let command = LogContact {
        on: contact.held_on,
        channel: contact.channel.0,
        person: contact.person_id.map(Id::new),
        time: contact.time,
        reached: contact.reached,
        message_left: contact.message_left,
        previewed: contact.previewed,
        summary: contact.summary,
        plan_works: contact.plan_works.0,
        family_words: contact.family_words,
    };
    cx.create::<ContactView, _>(Id::new(*case_id), command, "/v1/contacts").await
}
