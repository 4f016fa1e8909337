//! The message by which an address is tried.

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use whakakaha_store::{event::written, webhook::Due};

/// The type of the message.
pub(crate) const TESTED: &str = "nz.whakakaha.webhook.tested.v1";

/// A message that says nothing, in the form of an event: the same however often it is sent.
#[derive(Serialize, ToSchema)]
pub(crate) struct TestView {
    /// The version of CloudEvents: `1.0`.
    #[schema(max_length = 10)]
    specversion: &'static str,
    /// The id of the message.
    id: Uuid,
    /// To whom it is told: the address of the agency.
    #[schema(max_length = 200)]
    source: String,
    /// `nz.whakakaha.webhook.tested.v1`.
    #[serde(rename = "type")]
    #[schema(max_length = 100)]
    kind: &'static str,
    /// Which webhook: `webhooks/0193…`.
    #[schema(max_length = 100)]
    subject: String,
    /// When it was asked for.
    time: DateTime<Utc>,
    /// The same instant, as it is in events.
    #[schema(max_length = 40)]
    sequence: String,
    /// What `data` is: `application/json`.
    #[schema(max_length = 40)]
    datacontenttype: &'static str,
    #[schema(inline)]
    data: TestDataView,
}

/// The webhook.
#[derive(Serialize, ToSchema)]
pub(crate) struct TestDataView {
    /// Its id.
    id: Uuid,
}

impl From<&Due> for TestView {
    fn from(due: &Due) -> Self {
        let webhook = due.webhook.id;
        Self {
            specversion: "1.0",
            id: due.event,
            source: format!("/v1/agencies/{}", due.webhook.agency_id),
            kind: TESTED,
            subject: format!("webhooks/{webhook}"),
            time: due.made_at,
            sequence: written(due.made_at),
            datacontenttype: "application/json",
            data: TestDataView { id: webhook.uuid() },
        }
    }
}
