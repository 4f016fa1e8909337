//! Naming an address.

use super::{Queued, SecretPeriod, Webhook, WebhookDetails};
use crate::{
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Names an address at which the agency is told what happens. First it is asked whether it wants that.
pub struct CreateWebhook(pub WebhookDetails);

/// An agency with its webhooks.
pub struct WebhookPlace {
    /// The agency.
    pub agency: Id<Agency>,
    /// How many it has that have not ended.
    pub webhooks: usize,
}

/// How many webhooks an agency has at the most.
const MOST: usize = 10;

impl Command for CreateWebhook {
    type Target = WebhookPlace;
    const OPERATION: Operation = Operation::CreateWebhook;

    fn decide(&self, place: &WebhookPlace, at: &Moment) -> Result<Decision, Refusal> {
        ensure(place.webhooks < MOST, Code::WebhookTooMany)?;
        let body = Webhook {
            agency_id: place.agency,
            url: self.0.url.clone(),
            resources: self.0.resources.clone(),
            contact_email: self.0.contact_email.clone(),
            confirmed: false,
            status: self.0.status(false),
            secret: SecretPeriod { number: 1, overlap_until: None },
            queued: self.0.active.then_some(Queued::Question),
        };
        let webhook = Entity::new(at.id(0), body);
        Ok(Change::of(webhook.id).put(webhook).into())
    }
}
