//! Webhooks: addresses at which an agency's systems are told what the feed of events tells (R21 to R24).

mod change;
mod create;
pub mod deliver;
mod delivery;
mod end;
mod get;
mod list;
pub mod notify;
mod queue;
mod secret;
mod sign;
mod tested;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use validator::Validate;
use whakakaha_domain::{
    entity::{Entity, Version},
    webhook::{Webhook, WebhookDetails},
};

pub use sign::WebhookSecrets;
pub(crate) use tested::{TESTED, TestView};

use crate::{
    code::{ResourceCode, WebhookStatusCode},
    context::RequestContext,
    mail::is_address,
    outbound::Misfit,
    problem::{FieldError, Problem},
    view::{Item, View},
};

pub(crate) fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_webhooks)
        .service(create::create_webhook)
        .service(get::get_webhook)
        .service(change::change_webhook)
        .service(end::end_webhook)
        .service(secret::get_secret)
        .service(secret::get_public_key)
        .service(secret::rotate_secret)
        .service(queue::test_webhook)
        .service(queue::replay_events)
        .service(queue::redeliver_event)
        .service(delivery::list_deliveries)
        .service(delivery::get_delivery);
}

/// Where an agency is told what happens, and of what.
#[derive(Clone, Deserialize, ToSchema, Validate)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookRequest {
    /// The address: `https`, public, without name and password, at port 443 or above 1023.
    #[validate(length(min = 1, max = 2000))]
    #[schema(
        min_length = 1,
        max_length = 2000,
        pattern = "^https?://",
        example = "https://hooks.example.nz/whakakaha"
    )]
    url: String,
    /// Of what kinds of things it is told; absent or empty: of all.
    #[serde(default)]
    #[validate(length(max = 50))]
    #[schema(max_items = 50)]
    resources: Vec<ResourceCode>,
    /// Whom to write to, by e-mail, when the service stops sending because the address is gone or takes nothing for three
    /// days. Absent: nobody. Name a function of the agency, rather than a person.
    #[validate(length(min = 6, max = 254))]
    #[schema(
        nullable = false,
        min_length = 6,
        max_length = 254,
        pattern = r"^[A-Za-z0-9_+-]+([.][A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?[.])+[A-Za-z]{2,}$",
        example = "integration@school.example.nz"
    )]
    contact_email: Option<String>,
    /// Whether anything is sent; absent: it is. Where the service has stopped sending, this lets it begin again. An address
    /// that has not confirmed is asked again.
    #[serde(default = "sent")]
    #[schema(default = true)]
    active: bool,
}

const fn sent() -> bool {
    true
}

/// What is asked for, if the service would send something to that address.
fn details(cx: &RequestContext, request: WebhookRequest) -> Result<WebhookDetails, Problem> {
    check(cx, &request.url)?;
    let WebhookRequest { url, resources, contact_email, active } = request;
    if contact_email.as_deref().is_some_and(|address| !is_address(address)) {
        let error = FieldError::at("#/contact_email", "malformed", "must be an e-mail address");
        return Err(Problem::invalid(vec![error]));
    }
    let resources = resources.into_iter().map(|code| code.0).collect();
    Ok(WebhookDetails { url, resources, contact_email, active })
}

/// Refuses an address to which the service would send nothing.
fn check(cx: &RequestContext, url: &str) -> Result<(), Problem> {
    cx.service().outbound.check(url).map_err(|misfit| {
        let (code, detail) = match misfit {
            Misfit::Malformed => ("malformed", "must be an absolute address of the web, without a fragment"),
            Misfit::NotHttps => ("not_https", "must begin with https://"),
            Misfit::Credentials => ("credentials", "must hold no name and no password"),
            Misfit::Port => ("port", "must be at port 443 or above 1023"),
            Misfit::NotPublic => ("not_public", "must be an address of the public internet"),
        };
        Problem::invalid(vec![FieldError::at("#/url", code, detail)])
    })
}

/// An address at which an agency is told what happens.
#[derive(Serialize, ToSchema)]
#[schema(as = Webhook)]
pub(crate) struct WebhookView {
    id: Uuid,
    /// The agency.
    agency_id: Uuid,
    /// Where it is sent.
    #[schema(max_length = 2000)]
    url: String,
    /// Of what kinds of things it is told; empty: of all.
    #[schema(max_items = 50)]
    resources: Vec<ResourceCode>,
    /// Whom the service writes to when it stops sending.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 254)]
    contact_email: Option<String>,
    /// Whether anything is sent.
    status: WebhookStatusCode,
}

impl From<&Entity<Webhook>> for WebhookView {
    fn from(webhook: &Entity<Webhook>) -> Self {
        Self {
            id: webhook.id.uuid(),
            agency_id: webhook.agency_id.uuid(),
            url: webhook.url.clone(),
            resources: webhook.resources.iter().map(|resource| (*resource).into()).collect(),
            contact_email: webhook.contact_email.clone(),
            status: webhook.status.into(),
        }
    }
}

impl View for WebhookView {
    type Of = Entity<Webhook>;

    fn of(webhook: &Entity<Webhook>, _: Version) -> Self {
        webhook.into()
    }

    fn id(&self) -> Uuid {
        self.id
    }
}

impl Item for WebhookView {
    type Of = Entity<Webhook>;

    fn of(webhook: &Entity<Webhook>) -> Self {
        webhook.into()
    }
}
