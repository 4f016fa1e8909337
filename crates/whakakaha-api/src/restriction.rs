//! Restrictions: what the family keeps from whom.

mod audience;
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
    restriction::{Reach, Restriction, Withheld},
};

use self::audience::AudienceView;

use crate::{
    code::{ConcealmentCode, InformationCategoryCode, RestrictedKindCode},
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

/// What is hidden from whom: from those in `hidden_from`, or from everybody but those in `known_only_to`.
#[derive(Serialize, ToSchema)]
#[schema(as = Restriction)]
pub(crate) struct RestrictionView {
    id: Uuid,
    /// The case.
    case_id: Uuid,
    /// What is hidden: a thing, a kind of information, or a person.
    kind: RestrictedKindCode,
    /// Which thing.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    item_id: Option<Uuid>,
    /// Which kind of information.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    category: Option<InformationCategoryCode>,
    /// Which person, with everything that concerns them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    person_id: Option<Uuid>,
    /// Those from whom it is hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_items = 50)]
    hidden_from: Option<Vec<AudienceView>>,
    /// Those who alone may know of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_items = 50)]
    known_only_to: Option<Vec<AudienceView>>,
    /// What is found in place of a hidden action in a version of the plan that is sent.
    in_plan: ConcealmentCode,
    /// Who of the family decided it, and alone can lift it.
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
        let (category, person_id) = match restriction.withheld {
            Withheld::Category(category) => (Some(category.into()), None),
            Withheld::Person(person) => (None, Some(person.uuid())),
            Withheld::ProfileEntry(_) | Withheld::Need(_) | Withheld::Action(_) => (None, None),
        };
        let named = |reach| {
            let named = || restriction.audiences.iter().copied().map(Into::into).collect();
            (restriction.reach == reach).then(named)
        };
        Self {
            id: restriction.id.uuid(),
            case_id: restriction.case_id.uuid(),
            kind: restriction.withheld.kind().into(),
            item_id: restriction.withheld.item(),
            category,
            person_id,
            hidden_from: named(Reach::HiddenFrom),
            known_only_to: named(Reach::KnownOnlyTo),
            in_plan: restriction.in_plan.into(),
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
