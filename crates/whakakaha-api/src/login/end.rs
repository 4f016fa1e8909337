//! Ending a login.

use actix_web::{post, web::Path};
use uuid::Uuid;
use whakakaha_domain::{ids::Id, login::EndLogin};

use super::LoginView;
use crate::{
    context::RequestContext,
    problem::ApiResult,
    valid::{NoDetails, Valid},
};

/// End the login of a worker
///
/// For the agency's own administrators, and for whoever keeps the directory. Takes effect with the next request: the
/// login lets nobody in any more, and the worker's sessions are over. The worker can be invited again.
#[utoipa::path(
    tag = "Access",
    request_body = NoDetails,
    responses((status = 200, description = "The login, which has ended.", body = LoginView)),
)]
#[post("/v1/logins/{login_id}/end")]
pub(super) async fn end_login(cx: RequestContext, login_id: Path<Uuid>, _: Valid<NoDetails>) -> ApiResult {
    let login = Id::new(*login_id);
    cx.execute::<LoginView, _>(login, EndLogin, login).await
}
