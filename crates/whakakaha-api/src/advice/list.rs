//! Listing the advice on an item.

use actix_web::{
    get,
    web::{Path, Query},
};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::disclosure::AdviceOn;

use super::AdviceView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// List the advice on an item of information
///
/// As far as the caller may know of it: privileged advice is for the adviser and the asking agency alone.
#[utoipa::path(
    tag = "Disclosure",
    params(PageQuery),
    responses((status = 200, description = "A page of questions.", body = PageView<AdviceView>)),
)]
#[get("/v1/disclosures/{disclosure_id}/advice-requests")]
pub(super) async fn list_advice(
    cx: RequestContext,
    disclosure_id: Path<Uuid>,
    page: Query<PageQuery>,
) -> ApiResult {
    cx.list::<AdviceView>(AdviceOn(Id::new(*disclosure_id)), &page).await
}
