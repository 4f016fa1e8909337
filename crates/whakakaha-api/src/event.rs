//! What agencies' systems are told: events in the form of CloudEvents 1.0, without anything about people (R21, R22).

mod list;
mod look;

use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use whakakaha_domain::{
    code::CodeList,
    event::{Happening, Resource},
};
use whakakaha_store::event::{Told, written};

pub use look::look;

use crate::view::Item;

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_events);
}

/// That something has happened to a thing that the agency may read, or might: ids only. What the thing says is
/// read at its own address.
#[derive(Serialize, ToSchema)]
#[schema(as = Event)]
pub(crate) struct EventView {
    /// The version of CloudEvents: `1.0`.
    #[schema(max_length = 10)]
    specversion: &'static str,
    /// The id of the event. The same event can come twice, and has the same id.
    id: Uuid,
    /// To whom it is told: the address of the agency.
    #[schema(max_length = 200)]
    source: String,
    /// What has happened to what kind of thing: `nz.whakakaha.meeting.updated.v1`.
    #[serde(rename = "type")]
    #[schema(max_length = 100)]
    kind: String,
    /// Which thing: `meetings/0193…`.
    #[schema(max_length = 100)]
    subject: String,
    /// When it was noticed.
    time: DateTime<Utc>,
    /// What the events of a case are ordered by: a later one sorts after an earlier one. It is an instant, and counts
    /// nothing.
    #[schema(max_length = 40)]
    sequence: String,
    /// What `data` is: `application/json`.
    #[schema(max_length = 40)]
    datacontenttype: &'static str,
    /// Where it is described what `data` holds: in this contract.
    #[schema(format = "uri", max_length = 300)]
    dataschema: String,
    data: EventDataView,
}

/// Which thing of which case, and how to ask for it.
#[derive(Serialize, ToSchema)]
#[schema(as = EventData)]
pub(crate) struct EventDataView {
    /// The case. Where a case is gone, everything of it is that you were told before.
    case_id: Uuid,
    /// The thing.
    id: Uuid,
    /// Where it is read; absent where it is gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 200)]
    href: Option<String>,
    /// The tag with which it was read; absent where it is gone. Send it as `If-None-Match`, or compare it with that of
    /// your copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 100)]
    etag: Option<String>,
}

/// Where it is described what the data of an event are, under the service's base address.
const DATA_SCHEMA: &str = "/openapi.json#/components/schemas/EventData";

/// The type of an event.
pub(crate) fn kind(resource: Resource, happening: Happening) -> String {
    format!("nz.whakakaha.{}.{}.v1", resource.code(), happening.code())
}

impl Item for EventView {
    type Of = Told;

    fn of(told: &Told) -> Self {
        let (resource, id) = told.thing;
        let subject = format!("{}/{id}", resource.collection());
        let there = told.happening != Happening::Deleted;
        Self {
            specversion: "1.0",
            id: told.event,
            source: format!("/v1/agencies/{}", told.agency.uuid()),
            kind: kind(resource, told.happening),
            time: told.at,
            sequence: written(told.at),
            datacontenttype: "application/json",
            dataschema: DATA_SCHEMA.to_owned(),
            data: EventDataView {
                case_id: told.case.uuid(),
                id,
                href: there.then(|| format!("/v1/{subject}")),
                etag: there.then(|| told.etag.clone()),
            },
            subject,
        }
    }

    fn based_on(mut self, base_url: &str) -> Self {
        self.dataschema.insert_str(0, base_url);
        self
    }
}
