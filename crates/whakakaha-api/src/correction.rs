//! Requests to correct what is on record.

mod answer;
mod attach;
mod get;
mod list;
mod notice;
mod request;

pub(crate) use self::notice::CorrectionNoticeView;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    correction::{Correction, CorrectionAbout},
    entity::{Entity, Version},
};
use whakakaha_store::correction::AttachedStatement;

use crate::{
    code::{CorrectableCode, CorrectionStatusCode},
    decision::named,
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(request::request_correction)
        .service(list::list_own_corrections)
        .service(list::list_corrections)
        .service(get::get_correction)
        .service(answer::accept_correction)
        .service(answer::refuse_correction)
        .service(attach::attach_statement)
        .service(notice::list_correction_notices)
        .service(notice::list_own_correction_notices)
        .service(notice::list_notices_of_correction)
        .service(notice::list_notices_of_item)
        .service(notice::get_correction_notice)
        .service(notice::acknowledge_correction);
}

/// What is to be corrected.
#[derive(Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = CorrectionAbout)]
pub(crate) struct CorrectionAboutView {
    /// What kind of thing.
    kind: CorrectableCode,
    /// Which one.
    id: Uuid,
}

impl From<CorrectionAbout> for CorrectionAboutView {
    fn from(about: CorrectionAbout) -> Self {
        Self { kind: about.kind.into(), id: about.id }
    }
}

/// A statement that goes with a thing, because it was not corrected as somebody asked.
#[derive(Serialize, ToSchema)]
#[schema(as = AttachedStatement)]
pub(crate) struct AttachedStatementView {
    /// The request that was refused.
    correction_id: Uuid,
    /// Whose words.
    person_id: Uuid,
    /// The words.
    #[schema(max_length = 10_000)]
    text: String,
    /// When they were attached.
    attached_at: DateTime<Utc>,
}

impl From<&AttachedStatement> for AttachedStatementView {
    fn from(it: &AttachedStatement) -> Self {
        Self {
            correction_id: it.correction.uuid(),
            person_id: it.person.uuid(),
            text: it.text.clone(),
            attached_at: it.at,
        }
    }
}

/// A request to correct something on record, and what came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Correction)]
pub(crate) struct CorrectionView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Who asks.
    person_id: Uuid,
    /// What is to be corrected.
    about: CorrectionAboutView,
    /// What is wrong about it.
    #[schema(max_length = 4000)]
    wrong: String,
    /// What it should say.
    #[schema(max_length = 4000)]
    wanted: String,
    /// When it was asked for.
    requested_at: DateTime<Utc>,
    /// The agency that wrote it, where it was one: its workers on the case answer too. Absent where it is kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    source_agency_id: Option<Uuid>,
    /// Where it stands.
    status: CorrectionStatusCode,
    /// What was done, or why it stays as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 4000)]
    answer: Option<String>,
    /// Who answered; absent where they are kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    answered_by: Option<Uuid>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    answered_at: Option<DateTime<Utc>>,
    /// The statement of the person, which goes with the thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 10_000)]
    statement: Option<String>,
    /// When it was attached.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    attached_at: Option<DateTime<Utc>>,
    /// The agencies that have had the thing and are told of the statement, but for those that are kept from you; absent
    /// while there is none. Which of them have
    /// taken note is at `/v1/corrections/{correction_id}/notices`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_items = 200)]
    agencies_to_tell: Option<Vec<Uuid>>,
}

impl From<&Entity<Correction>> for CorrectionView {
    fn from(it: &Entity<Correction>) -> Self {
        let (answer, dispute) = (it.state.answer(), it.state.dispute());
        Self {
            id: it.id.uuid(),
            case_id: it.case_id.uuid(),
            person_id: it.person_id.uuid(),
            about: it.about.into(),
            wrong: it.wrong.clone(),
            wanted: it.wanted.clone(),
            requested_at: it.requested_at,
            source_agency_id: it.source.and_then(named),
            status: it.state.status().into(),
            answer: answer.map(|answer| answer.words.clone()),
            answered_by: answer.and_then(|answer| named(answer.by)),
            answered_at: answer.map(|answer| answer.at),
            statement: dispute.map(|dispute| dispute.text.clone()),
            attached_at: dispute.map(|dispute| dispute.at),
            agencies_to_tell: dispute.map(|it| it.to_tell.iter().copied().filter_map(named).collect()),
        }
    }
}

impl View for CorrectionView {
    type Of = Entity<Correction>;

    fn of(correction: &Entity<Correction>, _: Version) -> Self {
        correction.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for CorrectionView {
    type Of = Entity<Correction>;

    fn of(correction: &Entity<Correction>) -> Self {
        correction.into()
    }
}
