//! Inviting a worker to link the login of their organisation.

use actix_web::{post, web::Path};
use chrono::SubsecRound;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    ids::Id,
    login::{InviteWorker, LoginCode},
};

use super::{LoginCodeView, new_code};
use crate::{code::ScopeCode, context::RequestContext, problem::ApiResult, reply, valid::Valid};

/// What a worker's login is to allow.
#[derive(Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(super) struct InviteWorkerRequest {
    /// The scopes: of your own, or what goes with ordinary work. The roles on each case decide which of them count.
    #[validate(length(min = 1, max = 20))]
    #[schema(min_items = 1, max_items = 20)]
    scopes: Vec<ScopeCode>,
}

/// Invite a worker to link the login of their organisation
///
/// For the agency's own administrators, and for whoever keeps the directory. The code is for this worker alone. Whoever
/// sends it along when they first come with an ID token of their organisation is this worker from then on.
#[utoipa::path(
    tag = "Access",
    request_body = InviteWorkerRequest,
    responses((status = 200, description = "The code, which can be used for three days.", body = LoginCodeView)),
)]
#[post("/v1/workers/{worker_id}/login-codes")]
pub(super) async fn invite_worker(
    cx: RequestContext,
    worker_id: Path<Uuid>,
    body: Valid<InviteWorkerRequest>,
) -> ApiResult {
    let code = new_code()?;
    let expires_at = cx.now().trunc_subsecs(6) + LoginCode::FOR_WORKER;
    let answer = move |_| reply::json(200, &LoginCodeView { expires_at, code: None });
    let scopes = body.0.scopes.iter().map(|scope| scope.0).collect();
    let command = InviteWorker { spoken: code.spoken(), scopes };
    cx.acknowledge_secretly(Id::new(*worker_id), command, answer, Some(("code", code.shown()))).await
}
