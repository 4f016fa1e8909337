//! Overseeing who changed something.

use actix_web::{get, web::Query};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::oversight::{ChangeRecord, ChangeRecordFilter};

use super::DoerView;
use crate::{
    context::RequestContext,
    page::{PageQuery, PageView, default_limit},
    problem::ApiResult,
    view::Item,
};

/// One change, as the audit log has it.
#[derive(Serialize, ToSchema)]
#[schema(as = ChangeRecord)]
pub(crate) struct ChangeRecordView {
    id: Uuid,
    /// When it was.
    occurred_at: DateTime<Utc>,
    /// Who it was.
    by: DoerView,
    /// By which operation, such as `case.hold`.
    #[schema(max_length = 100)]
    operation: String,
    /// What kind of thing was changed.
    #[schema(max_length = 100)]
    subject_kind: String,
    /// Which one.
    subject_id: Uuid,
    /// The case to which it belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    case_id: Option<Uuid>,
}

impl Item for ChangeRecordView {
    type Of = ChangeRecord;

    fn of(record: &ChangeRecord) -> Self {
        Self {
            id: record.id,
            occurred_at: record.at,
            by: (&record.doer).into(),
            operation: record.operation.clone(),
            subject_kind: record.subject_kind.clone(),
            subject_id: record.subject,
            case_id: record.case.map(Id::uuid),
        }
    }
}

/// Which changes are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ChangeRecordQuery {
    /// Only from this instant on.
    #[param(nullable = false)]
    from_at: Option<DateTime<Utc>>,
    /// Only before this instant.
    #[param(nullable = false)]
    until_at: Option<DateTime<Utc>>,
    /// Only by this worker.
    #[param(nullable = false)]
    worker_id: Option<Uuid>,
    /// Only of this case.
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

/// Oversee who changed something
///
/// For the privacy officer: every entry of the audit log, the latest first; who did what to which thing, never what it
/// says. Reading this leaves a record as well.
#[utoipa::path(
    tag = "Oversight",
    params(ChangeRecordQuery),
    responses((status = 200, description = "A page of changes.", body = PageView<ChangeRecordView>)),
)]
#[get("/v1/oversight/changes")]
pub(super) async fn oversee_changes(cx: RequestContext, query: Query<ChangeRecordQuery>) -> ApiResult {
    let ChangeRecordQuery { from_at, until_at, worker_id, case_id, limit, cursor } = query.into_inner();
    let filter = ChangeRecordFilter {
        since: from_at,
        until: until_at,
        worker: worker_id.map(Id::new),
        case: case_id.map(Id::new),
    };
    cx.list::<ChangeRecordView>(filter, &PageQuery { limit, cursor }).await
}
