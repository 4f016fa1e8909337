//! Listing workers.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::directory::worker::WorkersOf;

use super::WorkerView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the workers of an agency
///
/// For everybody with a token; those who no longer work there are included.
#[utoipa::path(
    tag = "Directory",
    params(PageQuery),
    responses((status = 200, description = "A page of workers.", body = PageView<WorkerView>)),
)]
#[get("/v1/agencies/{agency_id}/workers")]
pub(super) async fn list_workers(
    cx: RequestContext,
    agency_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<WorkerView>(WorkersOf(Id::new(*agency_id)), &page).await
}
