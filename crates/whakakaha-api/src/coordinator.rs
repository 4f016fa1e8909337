//! Coordinators, and how the public finds them.

mod end;
mod find;
mod get;
mod register;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    coordinator::{Coordinator, PublicContact},
    entity::{Entity, Version},
};

use crate::view::View;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(find::find_coordinators)
        .service(register::register_coordinator)
        .service(get::get_coordinator)
        .service(end::end_coordinator);
}

/// How the public reaches a coordinator.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublicContactRequest {
    /// Name shown.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Telephone. Everybody sees it: give no private number.
    #[validate(length(min = 1, max = 50))]
    #[schema(nullable = false, min_length = 1, max_length = 50)]
    phone: Option<String>,
    /// E-mail address. Everybody sees it.
    #[validate(length(min = 3, max = 254))]
    #[schema(nullable = false, min_length = 3, max_length = 254)]
    email: Option<String>,
}

impl From<PublicContactRequest> for PublicContact {
    fn from(request: PublicContactRequest) -> Self {
        let PublicContactRequest { name, phone, email } = request;
        Self { name, phone, email }
    }
}

/// How the public reaches a coordinator.
#[derive(Serialize, ToSchema)]
#[schema(as = PublicContact)]
pub(crate) struct PublicContactView {
    /// Name shown.
    #[schema(max_length = 200)]
    name: String,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 50)]
    phone: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 254)]
    email: Option<String>,
}

impl From<&PublicContact> for PublicContactView {
    fn from(contact: &PublicContact) -> Self {
        let PublicContact { name, phone, email } = contact.clone();
        Self { name, phone, email }
    }
}

/// A worker's registration as coordinator of a region.
#[derive(Serialize, ToSchema)]
#[schema(as = Coordinator)]
pub(crate) struct CoordinatorView {
    id: Uuid,
    /// Who.
    worker_id: Uuid,
    /// Where.
    region_id: Uuid,
    /// What the public is shown.
    contact: PublicContactView,
    /// First day.
    started_on: NaiveDate,
    /// Last day; absent while the registration holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_on: Option<NaiveDate>,
}

impl View for CoordinatorView {
    type Of = Entity<Coordinator>;

    fn of(coordinator: &Entity<Coordinator>, _: Version) -> Self {
        Self {
            id: coordinator.id.uuid(),
            worker_id: coordinator.worker_id.uuid(),
            region_id: coordinator.region_id.uuid(),
            contact: (&coordinator.contact).into(),
            started_on: coordinator.started_on,
            ended_on: coordinator.ended_on,
        }
    }

    fn id(&self) -> Uuid {
        self.id
    }
}
