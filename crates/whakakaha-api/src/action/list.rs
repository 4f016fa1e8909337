//! Listing the commitments of a case.

use actix_web::{
    get,
    web::{Path, Query},
};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::action::ActionFilter;

use super::ActionView;
use crate::{
    code::ActionStatusCode,
    context::RequestContext,
    page::{PageQuery, PageView, default_limit},
    problem::ApiResult,
};

/// Which commitments are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ActionQuery {
    /// In this state only.
    #[param(nullable = false)]
    status: Option<ActionStatusCode>,
    /// Owned by this agency only.
    #[param(nullable = false)]
    owner_agency_id: Option<Uuid>,
    /// `true`: only those whose `check_due_on` has come.
    #[serde(default)]
    check_due: bool,
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    #[serde(default = "default_limit")]
    limit: u16,
    /// Where the page begins: the `next_cursor` of the page before.
    #[param(max_length = 500, nullable = false)]
    cursor: Option<String>,
}

/// List the actions of a case
///
/// The commitments in follow-up, by due date. What is kept from your agency is not in the list.
#[utoipa::path(
    tag = "Follow-up",
    params(ActionQuery),
    responses((status = 200, description = "A page of actions.", body = PageView<ActionView>)),
)]
#[get("/v1/cases/{case_id}/actions")]
pub(super) async fn list_actions(
    cx: RequestContext,
    case_id: Path<Uuid>,
    query: Query<ActionQuery>,
) -> ApiResult {
    let query = query.into_inner();
    let filter = ActionFilter {
        case: Id::new(*case_id),
        status: query.status.map(|status| status.0),
        owner_agency: query.owner_agency_id.map(Id::new),
        check_due: query.check_due,
    };
    cx.list::<ActionView>(filter, &PageQuery { limit: query.limit, cursor: query.cursor }).await
}
