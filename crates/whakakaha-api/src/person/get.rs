//! Reading a person.

use actix_web::{get, web::Path};
use uuid::Uuid;
use whakakaha_domain::ids::Id;

use super::PersonView;
use crate::{context::RequestContext, problem::ApiResult};

/// Read a person
///
/// For the coordinators of the person's region, for whoever works on an open case of the family, and for the
/// person. Contact points are for those who keep in touch with the family and for the person.
#[utoipa::path(tag = "Families", responses((status = 200, description = "The person.", body = PersonView)))]
#[get("/v1/people/{person_id}")]
pub(super) async fn get_person(cx: RequestContext, person_id: Path<Uuid>) -> ApiResult {
    cx.read::<PersonView>(Id::new(*person_id)).await
}
