//! Listing the entries of the profile.

use actix_web::{
    get,
    web::{Path, Query},
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::preparation::EntryFilter;

use super::ProfileEntryView;
use crate::{
    code::ProfileKindCode,
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// Which entries are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct ProfileEntryQuery {
    /// Only those of this list.
    #[param(inline, nullable = false)]
    kind: Option<ProfileKindCode>,
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u16>,
    /// Where the page begins: the `next_cursor` of the page before. Valid only for the same list with
    /// the same filters.
    #[param(max_length = 500, nullable = false)]
    cursor: Option<String>,
}

/// List the entries of a family's profile
///
/// In the order in which they were added, without removed ones and those that are hidden from your agency.
#[utoipa::path(
    tag = "Preparation",
    params(ProfileEntryQuery),
    responses((status = 200, description = "A page of entries.", body = PageView<ProfileEntryView>)),
)]
#[get("/v1/cases/{case_id}/profile-entries")]
pub(super) async fn list_profile_entries(
    cx: RequestContext,
    case_id: Path<Uuid>,
    query: Query<ProfileEntryQuery>,
) -> ApiResult {
    let Query(query) = query;
    let filter = EntryFilter { case: Id::new(*case_id), kind: query.kind.map(|kind| kind.0) };
    let page = PageQuery { limit: query.limit.unwrap_or(50), cursor: query.cursor };
    cx.list::<ProfileEntryView>(filter, &page).await
}
