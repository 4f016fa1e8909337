//! Listing programs.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::identity::client::ClientsOf;

use super::ClientView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the programs of an agency
///
/// For the agency's own administrators, and for whoever keeps the directory; disabled programs are included.
#[utoipa::path(
    tag = "Access",
    params(PageQuery),
    responses((status = 200, description = "A page of programs.", body = PageView<ClientView>)),
)]
#[get("/v1/agencies/{agency_id}/clients")]
pub(super) async fn list_clients(
    cx: RequestContext,
    agency_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<ClientView>(ClientsOf(Id::new(*agency_id)), &page).await
}
