//! Registering a person.

use actix_web::post;
use whakakaha_domain::{ids::Id, person::CreatePerson};

use super::{PersonRequest, PersonView};
use crate::{context::RequestContext, problem::ApiResult, valid::Valid};

/// Register a person
///
/// For the coordinators of the region named. Search first: a person is registered once.
#[utoipa::path(
    tag = "Families",
    request_body = PersonRequest,
    responses((status = 201, description = "The person as registered.", body = PersonView)),
)]
#[post("/v1/people")]
pub(super) async fn create_person(cx: RequestContext, body: Valid<PersonRequest>) -> ApiResult {
    let region = Id::new(body.0.region_id);
    cx.create::<PersonView, _>(region, CreatePerson(body.0.into()), "/v1/people").await
}
