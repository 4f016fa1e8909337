//! Changing what is said of a person.

use actix_web::{put, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, person::ChangePerson};
use whakakaha_store::person::PersonToRegion;

use super::{PersonRequest, PersonView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Change what is said of a person
///
/// Replaces all of it, contact points included; what agencies call the person stays. For the coordinators
/// of the person's region, who may move the record to another region that they coordinate.
#[utoipa::path(
    tag = "Families",
    request_body = PersonRequest,
    responses((status = 200, description = "The person as changed.", body = PersonView)),
)]
#[put("/v1/people/{person_id}")]
pub(super) async fn change_person(
    cx: RequestContext,
    person_id: Path<Uuid>,
    body: Valid<PersonRequest>,
) -> ApiResult {
    let person = Id::new(*person_id);
    let wanted = PersonToRegion { person, region: Id::new(body.0.region_id) };
    cx.execute::<PersonView, _>(wanted, ChangePerson(body.0.into()), person).await
}
