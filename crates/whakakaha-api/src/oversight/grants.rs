//! Overseeing what was opened in emergencies.

use actix_web::{get, web::Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::break_glass::{GrantFilter, OverseenGrant};

use crate::{
    break_glass::BreakGlassGrantView,
    code::{BreakGlassOutcomeCode, BreakGlassStatusCode},
    context::RequestContext,
    page::{PageQuery, PageView, default_limit},
    problem::ApiResult,
    view::Item,
};

/// A break-glass grant, as those see it who oversee them.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
#[schema(as = OverseenBreakGlassGrant)]
pub(crate) struct OverseenGrantView(BreakGlassGrantView);

impl Item for OverseenGrantView {
    type Of = OverseenGrant;

    fn of(grant: &OverseenGrant) -> Self {
        Self((&grant.0).into())
    }
}

/// Which grants are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct GrantQuery {
    /// Only those that stand there now.
    #[param(nullable = false)]
    status: Option<BreakGlassStatusCode>,
    /// `true`: only those whose review is overdue; `false`: only the others.
    #[param(nullable = false)]
    overdue: Option<bool>,
    /// Only those whose review found this.
    #[param(nullable = false)]
    outcome: Option<BreakGlassOutcomeCode>,
    /// Only by this worker.
    #[param(nullable = false)]
    worker_id: Option<Uuid>,
    /// Only by workers of this agency.
    #[param(nullable = false)]
    agency_id: Option<Uuid>,
    /// Only on this case.
    #[param(nullable = false)]
    case_id: Option<Uuid>,
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    #[serde(default = "default_limit")]
    limit: u16,
    /// Where the page begins: the `next_cursor` of the page before.
    #[param(max_length = 500, nullable = false)]
    cursor: Option<String>,
}

/// Oversee what was opened in emergencies
///
/// For the privacy officer, everywhere; for those who supervise an agency, what its workers opened. The latest first.
/// With `overdue=true`, what somebody should have reviewed by now; with `worker_id` and `outcome=not_justified`, how
/// often somebody opened a case without reason.
#[utoipa::path(
    tag = "Oversight",
    params(GrantQuery),
    responses((status = 200, description = "A page of grants.", body = PageView<OverseenGrantView>)),
)]
#[get("/v1/oversight/break-glass-grants")]
pub(super) async fn oversee_break_glass_grants(cx: RequestContext, query: Query<GrantQuery>) -> ApiResult {
    let query = query.into_inner();
    let filter = GrantFilter {
        case: query.case_id.map(Id::new),
        worker: query.worker_id.map(Id::new),
        agency: query.agency_id.map(Id::new),
        status: query.status.map(|status| status.0),
        outcome: query.outcome.map(|outcome| outcome.0),
        overdue: query.overdue,
    };
    cx.list::<OverseenGrantView>(filter, &PageQuery { limit: query.limit, cursor: query.cursor }).await
}
