//! What was delivered to a webhook.

use actix_web::{
    get,
    web::{Path, Query},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use whakakaha_domain::{entity::Version, ids::Id, webhook::DeliveryStatus};
use whakakaha_store::webhook::{Attempt, DeliveriesOf, DeliveryKey, DeliverySheet};

use crate::{
    code::{AttemptOutcomeCode, DeliveryStatusCode, ResourceCode},
    context::RequestContext,
    page::{PageQuery, PageView, default_limit},
    problem::ApiResult,
    view::{Item, View},
};

/// What is sent to a webhook about one thing.
#[derive(Serialize, ToSchema)]
#[schema(as = DeliverySummary)]
pub(super) struct DeliverySummaryView {
    id: Uuid,
    /// The webhook.
    webhook_id: Uuid,
    /// The event that was sent last, or is to be sent.
    event_id: Uuid,
    /// What kind of thing it is about; absent for a test, and for the question whether the address wants anything sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    resource: Option<ResourceCode>,
    /// How far it is.
    status: DeliveryStatusCode,
    /// How often it was tried since it was due.
    #[schema(minimum = 0, maximum = 100)]
    tried: i32,
    /// When it is tried next; absent where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    next_at: Option<DateTime<Utc>>,
}

/// What is sent to a webhook about one thing, with the attempts.
#[derive(Serialize, ToSchema)]
#[schema(as = Delivery)]
pub(super) struct DeliveryView {
    #[serde(flatten)]
    summary: DeliverySummaryView,
    /// The attempts of 30 days, newest first, fifty at the most.
    #[schema(max_items = 50)]
    attempts: Vec<AttemptView>,
}

/// An attempt to deliver. What the address said is not kept.
#[derive(Serialize, ToSchema)]
#[schema(as = DeliveryAttempt)]
pub(super) struct AttemptView {
    /// When.
    attempted_at: DateTime<Utc>,
    /// What came of it.
    outcome: AttemptOutcomeCode,
    /// The HTTP status of the answer; absent where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 100, maximum = 999)]
    status: Option<i32>,
    /// How long it took, in milliseconds.
    #[schema(minimum = 0, maximum = 600_000)]
    elapsed_ms: i32,
}

impl From<&Attempt> for AttemptView {
    fn from(attempt: &Attempt) -> Self {
        Self {
            attempted_at: attempt.at,
            outcome: attempt.outcome.into(),
            status: attempt.status,
            elapsed_ms: attempt.elapsed_ms,
        }
    }
}

impl Item for DeliverySummaryView {
    type Of = DeliverySheet;

    fn of(sheet: &DeliverySheet) -> Self {
        Self {
            id: sheet.id.uuid(),
            webhook_id: sheet.webhook.uuid(),
            event_id: sheet.event,
            resource: sheet.resource.map(Into::into),
            status: sheet.status.into(),
            tried: sheet.tried,
            next_at: (sheet.status == DeliveryStatus::Pending).then_some(sheet.due_at),
        }
    }
}

impl View for DeliveryView {
    type Of = DeliverySheet;

    fn of(sheet: &DeliverySheet, _: Version) -> Self {
        let attempts = sheet.attempts.iter().map(Into::into).collect();
        Self { summary: DeliverySummaryView::of(sheet), attempts }
    }

    fn id(&self) -> Uuid {
        self.summary.id
    }
}

/// Which deliveries are wanted.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct DeliveryQuery {
    /// How far they are; `failed` are those that were given up.
    #[param(nullable = false)]
    status: Option<DeliveryStatusCode>,
    /// How many items at the most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    #[serde(default = "default_limit")]
    limit: u16,
    /// Where the page begins: the `next_cursor` of the page before. Valid only for the same list with
    /// the same filters.
    #[param(max_length = 500, nullable = false)]
    cursor: Option<String>,
}

/// List what is delivered to a webhook
///
/// Of each thing what was sent of it last, or is to be sent: something newer takes the place of what waits. What was
/// given up is `failed`.
#[utoipa::path(
    tag = "Webhooks",
    params(DeliveryQuery),
    responses((status = 200, description = "A page of deliveries.", body = PageView<DeliverySummaryView>)),
)]
#[get("/v1/webhooks/{webhook_id}/deliveries")]
pub(super) async fn list_deliveries(
    cx: RequestContext,
    webhook_id: Path<Uuid>,
    query: Query<DeliveryQuery>,
) -> ApiResult {
    let DeliveryQuery { status, limit, cursor } = query.into_inner();
    let wanted = DeliveriesOf { webhook: Id::new(*webhook_id), status: status.map(|code| code.0) };
    cx.list::<DeliverySummaryView>(wanted, &PageQuery { limit, cursor }).await
}

/// Read a delivery
///
/// With what came of each attempt.
#[utoipa::path(
    tag = "Webhooks",
    responses((status = 200, description = "The delivery.", body = DeliveryView)),
)]
#[get("/v1/webhooks/{webhook_id}/deliveries/{delivery_id}")]
pub(super) async fn get_delivery(cx: RequestContext, path: Path<(Uuid, Uuid)>) -> ApiResult {
    let (webhook, delivery) = path.into_inner();
    cx.read::<DeliveryView>(DeliveryKey { webhook: Id::new(webhook), delivery: Id::new(delivery) }).await
}
