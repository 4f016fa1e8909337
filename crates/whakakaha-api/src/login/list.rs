//! Listing logins.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::identity::login::LoginsOf;

use super::LoginView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the logins of a worker
///
/// For the agency's own administrators, and for whoever keeps the directory; logins that ended are included.
#[utoipa::path(
    tag = "Access",
    params(PageQuery),
    responses((status = 200, description = "A page of logins.", body = PageView<LoginView>)),
)]
#[get("/v1/workers/{worker_id}/logins")]
pub(super) async fn list_logins(
    cx: RequestContext,
    worker_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<LoginView>(LoginsOf(Id::new(*worker_id)), &page).await
}
