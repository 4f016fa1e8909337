//! Telling somebody who has looked at what is on record about them.

use actix_web::{get, web::Query};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::access::AccessFilter;

use super::AccessEntryView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView, default_limit},
    problem::ApiResult,
};

/// Which entries are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AccessQuery {
    /// Only from this instant on.
    #[param(nullable = false)]
    from_at: Option<DateTime<Utc>>,
    /// Only before this instant.
    #[param(nullable = false)]
    until_at: Option<DateTime<Utc>>,
    /// Only by this agency's workers and systems.
    #[param(nullable = false)]
    agency_id: Option<Uuid>,
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    #[serde(default = "default_limit")]
    limit: u16,
    /// Where the page begins: the `next_cursor` of the page before.
    #[param(max_length = 500, nullable = false)]
    cursor: Option<String>,
}

/// See who has looked at my information
///
/// For a member of a family: every look and every change by a worker, an agency's system, or somebody who runs the
/// service, and every attempt that was refused, the latest first. About yourself; and while you speak for yourself
/// in a family, about the family, its cases, the request with which each began, and its children for whom you act.
/// While you support a family without taking part, about the items of information that concern you and your
/// invitations. What members of the family looked at themselves is not told, nor what was done to something that is
/// kept from you or is for somebody else of the family alone, such as another's consent. What was opened in an
/// emergency is told as soon as that is over.
#[utoipa::path(
    tag = "Own door",
    params(AccessQuery),
    responses((status = 200, description = "A page of looks and changes.", body = PageView<AccessEntryView>)),
)]
#[get("/v1/my/access-log")]
pub(super) async fn list_own_access(cx: RequestContext, query: Query<AccessQuery>) -> ApiResult {
    let AccessQuery { from_at, until_at, agency_id, limit, cursor } = query.into_inner();
    let filter = AccessFilter { since: from_at, until: until_at, agency: agency_id.map(Id::new) };
    cx.list::<AccessEntryView>(filter, &PageQuery { limit, cursor }).await
}
