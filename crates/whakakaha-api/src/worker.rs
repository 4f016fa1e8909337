//! Workers.

mod change;
mod create;
mod end;
mod get;
mod list;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    entity::{Entity, Version},
    worker::{Worker, WorkerDetails},
};

use crate::view::{Item, View};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_workers)
        .service(create::create_worker)
        .service(get::get_worker)
        .service(change::change_worker)
        .service(end::end_worker);
}

/// What is said of a worker.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorkerRequest {
    /// Their name.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Their profession, in their own words. No right follows from it.
    #[validate(length(min = 1, max = 200))]
    #[schema(min_length = 1, max_length = 200, example = "budget advisor")]
    profession: String,
    /// Work e-mail address: everybody with a token sees it.
    #[validate(length(min = 3, max = 254))]
    #[schema(nullable = false, min_length = 3, max_length = 254)]
    email: Option<String>,
    /// Work telephone: everybody with a token sees it.
    #[validate(length(min = 1, max = 50))]
    #[schema(nullable = false, min_length = 1, max_length = 50)]
    phone: Option<String>,
}

impl From<WorkerRequest> for WorkerDetails {
    fn from(request: WorkerRequest) -> Self {
        let WorkerRequest { name, profession, email, phone } = request;
        Self { name, profession, email, phone }
    }
}

/// A person who works for an agency.
#[derive(Serialize, ToSchema)]
#[schema(as = Worker)]
pub(crate) struct WorkerView {
    id: Uuid,
    /// For whom they work.
    agency_id: Uuid,
    /// Their name.
    #[schema(max_length = 200)]
    name: String,
    /// Their profession.
    #[schema(max_length = 200)]
    profession: String,
    /// Work e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 254)]
    email: Option<String>,
    /// Work telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 50)]
    phone: Option<String>,
    /// Last day of work for the agency; absent while they work there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    ended_on: Option<NaiveDate>,
}

impl From<&Entity<Worker>> for WorkerView {
    fn from(worker: &Entity<Worker>) -> Self {
        Self {
            id: worker.id.uuid(),
            agency_id: worker.agency_id.uuid(),
            name: worker.name.clone(),
            profession: worker.profession.clone(),
            email: worker.email.clone(),
            phone: worker.phone.clone(),
            ended_on: worker.ended_on,
        }
    }
}

impl View for WorkerView {
    type Of = Entity<Worker>;

    fn of(worker: &Entity<Worker>, _: Version) -> Self {
        worker.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for WorkerView {
    type Of = Entity<Worker>;

    fn of(worker: &Entity<Worker>) -> Self {
        worker.into()
    }
}
