//! Listing cases.

use actix_web::{get, web::Query};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_store::case::{CaseFilter, CaseItem};

use crate::{
    code::CaseStatusCode,
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
    view::Item,
};

/// A case in a list.
#[derive(Serialize, ToSchema)]
#[schema(as = CaseItem)]
pub(crate) struct CaseItemView {
    id: Uuid,
    /// The family.
    family_id: Uuid,
    /// The name of the family.
    #[schema(max_length = 200)]
    family_name: String,
    /// Where the case stands.
    status: CaseStatusCode,
    /// The next day on which the plan is reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_review_on: Option<NaiveDate>,
    /// The day on which it was opened.
    opened_on: NaiveDate,
    /// When it changed last, as far as the caller may know: the case itself, the name of the family, the
    /// caller's own part in it, or the consent that opens it to the caller. Not its plan and actions.
    updated_at: DateTime<Utc>,
}

impl Item for CaseItemView {
    type Of = CaseItem;

    fn of(CaseItem { case, family, updated_at, .. }: &CaseItem) -> Self {
        Self {
            id: case.id.uuid(),
            family_id: case.family_id.uuid(),
            family_name: family.name.clone(),
            status: case.state.status().into(),
            next_review_on: case.next_review_on,
            opened_on: case.opened_on,
            updated_at: *updated_at,
        }
    }
}

/// Whether a case is over.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CaseOpenness {
    /// Not closed.
    Open,
    /// Closed.
    Closed,
}

/// Which cases are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct CaseQuery {
    /// Only open ones, or only closed ones.
    #[param(nullable = false, inline)]
    status: Option<CaseOpenness>,
    /// Only those that have changed since then (`updated_at`), that instant included, in the order of their
    /// changes. Take a minute off the time of your last look: what was being written then is not missed.
    /// Cases that were closed to the caller are not in it; an agency's system finds these in `/v1/changes`.
    #[param(nullable = false)]
    updated_since: Option<DateTime<Utc>>,
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    #[serde(default = "default_limit")]
    limit: u16,
    /// Where the page begins: the `next_cursor` of the page before.
    #[param(max_length = 500, nullable = false)]
    cursor: Option<String>,
}

const fn default_limit() -> u16 {
    50
}

/// List cases
///
/// The caller's own: those that it may read. By the day of the next review, those without one last; with
/// `updated_since`, by `updated_at`.
#[utoipa::path(
    tag = "Cases",
    params(CaseQuery),
    responses((status = 200, description = "A page of cases.", body = PageView<CaseItemView>)),
)]
#[get("/v1/cases")]
pub(super) async fn list_cases(cx: RequestContext, query: Query<CaseQuery>) -> ApiResult {
    let query = query.into_inner();
    let filter = CaseFilter {
        open: query.status.map(|status| status == CaseOpenness::Open),
        updated_since: query.updated_since,
    };
    cx.list::<CaseItemView>(filter, &PageQuery { limit: query.limit, cursor: query.cursor }).await
}
