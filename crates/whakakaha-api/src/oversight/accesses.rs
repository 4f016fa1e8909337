//! Overseeing who looked, and who was refused.

use actix_web::{get, web::Query};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_domain::ids::Id;
use whakakaha_store::{
    access::Subject,
    oversight::{AccessRecord, AccessRecordFilter},
};

use super::DoerView;
use crate::{
    code::AccessOutcomeCode,
    context::RequestContext,
    page::{PageQuery, PageView, default_limit},
    problem::ApiResult,
    view::Item,
};

/// One look, or an attempt that was refused.
#[derive(Serialize, ToSchema)]
#[schema(as = AccessRecord)]
pub(crate) struct AccessRecordView {
    id: Uuid,
    /// When it was.
    occurred_at: DateTime<Utc>,
    /// Who it was.
    by: DoerView,
    /// For which agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    agency_id: Option<Uuid>,
    /// By which operation, such as `case.read`.
    #[schema(max_length = 100)]
    operation: String,
    /// The thing that the request named, whether there is one or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    target_id: Option<Uuid>,
    /// What came of it.
    outcome: AccessOutcomeCode,
    /// Whom something was told about; empty where nothing was.
    #[schema(max_items = 1000)]
    about: Vec<AboutView>,
    /// The break-glass grant by which it was shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    break_glass_grant_id: Option<Uuid>,
}

/// Somebody, or what belongs to them.
#[derive(Serialize, ToSchema)]
#[schema(as = SubjectOfAccess)]
pub(crate) struct AboutView {
    /// `case`, `family`, `intake` or `person`.
    #[schema(max_length = 20)]
    kind: &'static str,
    /// Which one.
    id: Uuid,
}

impl From<&Subject> for AboutView {
    fn from(subject: &Subject) -> Self {
        Self { kind: subject.kind, id: subject.id }
    }
}

impl Item for AccessRecordView {
    type Of = AccessRecord;

    fn of(record: &AccessRecord) -> Self {
        Self {
            id: record.id,
            occurred_at: record.at,
            by: (&record.doer).into(),
            agency_id: record.agency.map(Id::uuid),
            operation: record.operation.clone(),
            target_id: record.target,
            outcome: record.outcome.into(),
            about: record.seen.iter().map(Into::into).collect(),
            break_glass_grant_id: record.grant.map(Id::uuid),
        }
    }
}

/// Which records are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct AccessRecordQuery {
    /// Only from this instant on.
    #[param(nullable = false)]
    from_at: Option<DateTime<Utc>>,
    /// Only before this instant.
    #[param(nullable = false)]
    until_at: Option<DateTime<Utc>>,
    /// `true`: only attempts that were denied (`absent`, `forbidden`, `scope`); `false`: only the others.
    #[param(nullable = false)]
    denied: Option<bool>,
    /// Only with this outcome.
    #[param(nullable = false)]
    outcome: Option<AccessOutcomeCode>,
    /// Only by this worker.
    #[param(nullable = false)]
    worker_id: Option<Uuid>,
    /// Only for this agency.
    #[param(nullable = false)]
    agency_id: Option<Uuid>,
    /// Only about this case, by those who act for an agency or run the service.
    #[param(nullable = false)]
    case_id: Option<Uuid>,
    /// Only by this break-glass grant.
    #[param(nullable = false)]
    break_glass_grant_id: Option<Uuid>,
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    #[serde(default = "default_limit")]
    limit: u16,
    /// Where the page begins: the `next_cursor` of the page before.
    #[param(max_length = 500, nullable = false)]
    cursor: Option<String>,
}

/// Oversee who looked and who was refused
///
/// For the privacy officer: every look at personal data, and every attempt to read or to change something that was
/// refused, the latest first; by ids, never with names or content. Reading this leaves a record as well.
#[utoipa::path(
    tag = "Oversight",
    params(AccessRecordQuery),
    responses((status = 200, description = "A page of looks and attempts.", body = PageView<AccessRecordView>)),
)]
#[get("/v1/oversight/accesses")]
pub(super) async fn oversee_accesses(cx: RequestContext, query: Query<AccessRecordQuery>) -> ApiResult {
    let query = query.into_inner();
    let filter = AccessRecordFilter {
        since: query.from_at,
        until: query.until_at,
        denied: query.denied,
        outcome: query.outcome.map(|outcome| outcome.0),
        worker: query.worker_id.map(Id::new),
        agency: query.agency_id.map(Id::new),
        case: query.case_id.map(Id::new),
        grant: query.break_glass_grant_id.map(Id::new),
    };
    cx.list::<AccessRecordView>(filter, &PageQuery { limit: query.limit, cursor: query.cursor }).await
}
