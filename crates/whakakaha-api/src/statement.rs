//! What members of a family say in their own words.

mod get;
mod list;
mod make;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{entity::Version, ids::Id, statement::StatementAbout};
use whakakaha_store::statement::StatementSheet;

use crate::{
    code::{StatementAudienceCode, StatementTopicCode},
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(make::make_statement)
        .service(list::list_own_statements)
        .service(list::list_statements)
        .service(get::get_statement);
}

/// What a statement is about.
#[derive(Clone, Deserialize, Serialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
#[schema(as = StatementAbout)]
pub(crate) struct AboutView {
    /// What kind of thing.
    kind: StatementTopicCode,
    /// Which one.
    id: Uuid,
}

impl From<StatementAbout> for AboutView {
    fn from(about: StatementAbout) -> Self {
        Self { kind: about.kind.into(), id: about.id }
    }
}

/// What a member of the family said, word for word. Never changed; a later statement may replace it.
#[derive(Serialize, ToSchema)]
#[schema(as = Statement)]
pub(crate) struct StatementView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Who said it.
    person_id: Uuid,
    /// The name of who said it.
    #[schema(max_length = 200)]
    person_name: String,
    /// What it is about; absent: the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    about: Option<AboutView>,
    /// The words.
    #[schema(max_length = 10_000)]
    text: String,
    /// Whom it is for.
    audience: StatementAudienceCode,
    /// When it was made.
    made_at: DateTime<Utc>,
    /// The earlier statement of the same person that it replaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    replaces: Option<Uuid>,
    /// The later statement that has replaced it, if you may read that.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    replaced_by: Option<Uuid>,
}

impl From<&StatementSheet> for StatementView {
    fn from(sheet: &StatementSheet) -> Self {
        let statement = &sheet.statement;
        Self {
            id: statement.id.uuid(),
            case_id: statement.case_id.uuid(),
            person_id: statement.person_id.uuid(),
            person_name: sheet.author.clone(),
            about: statement.about.map(Into::into),
            text: statement.text.clone(),
            audience: statement.audience.into(),
            made_at: statement.made_at,
            replaces: statement.replaces.map(Id::uuid),
            replaced_by: sheet.replaced_by.map(Id::uuid),
        }
    }
}

impl View for StatementView {
    type Of = StatementSheet;

    fn of(sheet: &StatementSheet, _: Version) -> Self {
        sheet.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for StatementView {
    type Of = StatementSheet;

    fn of(sheet: &StatementSheet) -> Self {
        sheet.into()
    }
}
