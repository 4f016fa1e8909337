//! Facilitators and their training.

mod get;
mod list;
mod register;
mod train;

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    entity::{Entity, Version},
    facilitator::{Facilitator, Training},
};

use crate::view::{Item, View};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_facilitators)
        .service(register::register_facilitator)
        .service(get::get_facilitator)
        .service(train::record_training);
}

/// A worker's registration as a meeting facilitator.
#[derive(Serialize, ToSchema)]
#[schema(as = Facilitator)]
pub(crate) struct FacilitatorView {
    id: Uuid,
    /// Who.
    worker_id: Uuid,
    /// Courses completed, oldest first.
    #[schema(max_items = 1000)]
    training: Vec<TrainingView>,
    /// Whether they accept meetings at present.
    active: bool,
}

/// A course that a facilitator completed.
#[derive(Serialize, ToSchema)]
#[schema(as = Training)]
pub(crate) struct TrainingView {
    /// Name of the course.
    #[schema(max_length = 200)]
    course: String,
    /// The day on which it was completed.
    completed_on: NaiveDate,
    /// The last day on which it counts; absent where it does not lapse.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    expires_on: Option<NaiveDate>,
}

impl From<&Training> for TrainingView {
    fn from(training: &Training) -> Self {
        let Training { course, completed_on, expires_on } = training.clone();
        Self { course, completed_on, expires_on }
    }
}

impl From<&Entity<Facilitator>> for FacilitatorView {
    fn from(facilitator: &Entity<Facilitator>) -> Self {
        Self {
            id: facilitator.id.uuid(),
            worker_id: facilitator.worker_id.uuid(),
            training: facilitator.training.iter().map(Into::into).collect(),
            active: facilitator.active,
        }
    }
}

impl View for FacilitatorView {
    type Of = Entity<Facilitator>;

    fn of(facilitator: &Entity<Facilitator>, _: Version) -> Self {
        facilitator.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for FacilitatorView {
    type Of = Entity<Facilitator>;

    fn of(facilitator: &Entity<Facilitator>) -> Self {
        facilitator.into()
    }
}
