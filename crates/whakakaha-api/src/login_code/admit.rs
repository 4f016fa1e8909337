//! Letting a member of a family in.

use actix_web::{post, web::Path};
use chrono::SubsecRound;
use uuid::Uuid;
use whakakaha_domain::{
    ids::Id,
    login::{AdmitPerson, LoginCode},
};

use super::{LoginCodeView, new_code};
use crate::{
    context::RequestContext,
    problem::ApiResult,
    reply,
    valid::{NoDetails, Valid},
};

/// Make a code that lets a member of a family in
///
/// For the coordinator and the key contact, who hand it over in person or by telephone, to the person and to nobody
/// else. It lets that person in once, within half an hour; one that was made before is void. The person's own program
/// exchanges it at `/oauth/token` for a session of a day at the most.
#[utoipa::path(
    tag = "Access",
    request_body = NoDetails,
    responses((status = 200, description = "The code.", body = LoginCodeView)),
)]
#[post("/v1/people/{person_id}/login-codes")]
pub(super) async fn admit_person(
    cx: RequestContext,
    person_id: Path<Uuid>,
    _: Valid<NoDetails>,
) -> ApiResult {
    let code = new_code()?;
    let expires_at = cx.now().trunc_subsecs(6) + LoginCode::FOR_PERSON;
    let answer = move |_| reply::json(200, &LoginCodeView { expires_at, code: None });
    let command = AdmitPerson(code.spoken());
    cx.acknowledge_secretly(Id::new(*person_id), command, answer, Some(("code", code.shown()))).await
}
