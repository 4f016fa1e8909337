//! Restrictions: what the family keeps from whom.

mod confidentiality;
mod create;
mod get;
mod lift;
mod list;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    restriction::Restriction,
};

use crate::{
    code::RestrictedKindCode,
    decision::FamilyDecisionView,
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_restrictions)
        .service(create::create_restriction)
        .service(get::get_restriction)
        .service(lift::lift_restriction)
        .service(confidentiality::answer_confidentiality);
}

/// One thing hidden from one agency: its workers and its systems.
#[derive(Serialize, ToSchema)]
#[schema(as = Restriction)]
pub(crate) struct RestrictionView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// The kind of thing.
    kind: RestrictedKindCode,
    /// Which thing.
    item_id: Uuid,
    /// From whom it is hidden.
    agency_id: Uuid,
    /// Who of the family decided it.
    decision: FamilyDecisionView,
    /// When it was lifted, once it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    lifted_at: Option<DateTime<Utc>>,
    /// Who of the family decided to lift it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    lifting: Option<FamilyDecisionView>,
}

impl From<&Entity<Restriction>> for RestrictionView {
    fn from(restriction: &Entity<Restriction>) -> Self {
        Self {
            id: restriction.id.uuid(),
            case_id: restriction.case_id.uuid(),
            kind: restriction.kind.into(),
            item_id: restriction.item_id,
            agency_id: restriction.agency_id.uuid(),
            decision: (&restriction.decision).into(),
            lifted_at: restriction.lifted_at,
            lifting: restriction.lifting.as_ref().map(Into::into),
        }
    }
}

impl View for RestrictionView {
    type Of = Entity<Restriction>;

    fn of(restriction: &Entity<Restriction>, _: Version) -> Self {
        restriction.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for RestrictionView {
    type Of = Entity<Restriction>;

    fn of(restriction: &Entity<Restriction>) -> Self {
        restriction.into()
    }
}
