//! The family's profile, its key issues, and how far the preparation has come.

mod add;
mod approve_key_issues;
mod get;
mod list;
mod preparation;
mod remove;
mod revise;
mod waive;
mod wording;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    ids::Id,
    profile::ProfileEntry,
};

use crate::{
    code::{DomainCode, ProfileKindCode},
    correction::AttachedStatementView,
    decision::named,
    view::{Item, View, carries_statements},
};

pub(crate) use preparation::PreparationView;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_profile_entries)
        .service(add::add_profile_entry)
        .service(get::get_profile_entry)
        .service(revise::revise_profile_entry)
        .service(wording::list_profile_entry_versions)
        .service(remove::remove_profile_entry)
        .service(approve_key_issues::approve_key_issues)
        .service(waive::waive_preparation)
        .service(preparation::get_preparation);
}

/// An entry of the family's profile, in the family's words.
#[derive(Serialize, ToSchema)]
#[schema(as = ProfileEntry)]
pub(crate) struct ProfileEntryView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Which list.
    kind: ProfileKindCode,
    /// The family's words, verbatim.
    #[schema(max_length = 2000)]
    text: String,
    /// Whose words they are; absent: the family's together.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    said_by: Option<Uuid>,
    /// The worker who wrote it down; absent where a family member entered it themselves, and where the worker is
    /// kept from you.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    recorded_by: Option<Uuid>,
    /// The domain that it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    domain: Option<DomainCode>,
    /// When it was removed, once it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    removed_at: Option<DateTime<Utc>>,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

impl From<&Entity<ProfileEntry>> for ProfileEntryView {
    fn from(entry: &Entity<ProfileEntry>) -> Self {
        Self {
            id: entry.id.uuid(),
            statements: Vec::new(),
            case_id: entry.case_id.uuid(),
            kind: entry.kind.into(),
            text: entry.text.clone(),
            said_by: entry.said_by.map(Id::uuid),
            recorded_by: entry.recorded_by.and_then(named),
            domain: entry.domain.map(Into::into),
            removed_at: entry.removed_at,
        }
    }
}

impl View for ProfileEntryView {
    type Of = Entity<ProfileEntry>;

    fn of(entry: &Entity<ProfileEntry>, _: Version) -> Self {
        entry.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

impl Item for ProfileEntryView {
    type Of = Entity<ProfileEntry>;

    fn of(entry: &Entity<ProfileEntry>) -> Self {
        entry.into()
    }

    carries_statements!();
}
