//! Needs.

mod add;
mod get;
mod list;
mod revise;

use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    ids::Id,
    need::Need,
};

use crate::{
    code::{DomainCode, NeedPriorityCode},
    correction::AttachedStatementView,
    view::{Item, View, carries_statements},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_needs)
        .service(add::add_need)
        .service(get::get_need)
        .service(revise::revise_need);
}

/// Something that is lacking.
#[derive(Serialize, ToSchema)]
#[schema(as = Need)]
pub(crate) struct NeedView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// Whose need; absent: the family's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// The domain that it belongs to.
    domain: DomainCode,
    /// What is lacking, in plain words.
    #[schema(max_length = 2000)]
    text: String,
    /// How much it matters now.
    priority: NeedPriorityCode,
    /// Whether it has been met.
    met: bool,
    /// Statements of members of the family that go with it, because it was not corrected as they asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 200)]
    statements: Vec<AttachedStatementView>,
}

impl From<&Entity<Need>> for NeedView {
    fn from(need: &Entity<Need>) -> Self {
        Self {
            id: need.id.uuid(),
            statements: Vec::new(),
            case_id: need.case_id.uuid(),
            person_id: need.person_id.map(Id::uuid),
            domain: need.domain.into(),
            text: need.text.clone(),
            priority: need.priority.into(),
            met: need.met,
        }
    }
}

impl View for NeedView {
    type Of = Entity<Need>;

    fn of(need: &Entity<Need>, _: Version) -> Self {
        need.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }

    carries_statements!();
}

impl Item for NeedView {
    type Of = Entity<Need>;

    fn of(need: &Entity<Need>) -> Self {
        need.into()
    }

    carries_statements!();
}
