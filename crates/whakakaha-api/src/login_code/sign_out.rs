//! Signing a member of a family out.

use actix_web::{post, web::Path};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_domain::{ids::Id, session::SignOutPerson};

use crate::{
    context::RequestContext,
    problem::ApiResult,
    reply,
    valid::{NoDetails, Valid},
};

/// Somebody who is signed out.
#[derive(Serialize, ToSchema)]
#[schema(as = SignedOut)]
pub(super) struct SignedOutView {
    /// Who.
    person_id: Uuid,
}

/// Sign a member of a family out everywhere
///
/// For the coordinator and the key contact, when a telephone is lost or in other hands. Takes effect with the next
/// request: every session of the person is over, and no code that was made for them lets anybody in.
#[utoipa::path(
    tag = "Access",
    request_body = NoDetails,
    responses((status = 200, description = "They are signed out.", body = SignedOutView)),
)]
#[post("/v1/people/{person_id}/sign-out")]
pub(super) async fn sign_out_person(
    cx: RequestContext,
    person_id: Path<Uuid>,
    _: Valid<NoDetails>,
) -> ApiResult {
    let person_id = *person_id;
    let answer = move |_| reply::json(200, &SignedOutView { person_id });
    cx.acknowledge(Id::new(person_id), SignOutPerson, answer).await
}
