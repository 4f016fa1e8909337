//! Listing intakes.

use actix_web::{get, web::Query};
use serde::Deserialize;
use utoipa::IntoParams;
use whakakaha_store::intake::IntakeFilter;

use super::IntakeView;
use crate::{
    code::IntakeStatusCode,
    context::RequestContext,
    page::{PageQuery, PageView},
    problem::ApiResult,
};

/// Which intakes are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct IntakeQuery {
    /// Only those in this state.
    #[param(nullable = false)]
    status: Option<IntakeStatusCode>,
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

/// List intakes
///
/// For coordinators: the intakes of the regions in which they are registered, oldest first.
#[utoipa::path(
    tag = "Intake",
    params(IntakeQuery),
    responses((status = 200, description = "A page of intakes.", body = PageView<IntakeView>)),
)]
#[get("/v1/intakes")]
pub(super) async fn list_intakes(cx: RequestContext, query: Query<IntakeQuery>) -> ApiResult {
    let query = query.into_inner();
    let filter = IntakeFilter { status: query.status.map(|code| code.0) };
    cx.list::<IntakeView>(filter, &PageQuery { limit: query.limit, cursor: query.cursor }).await
}
