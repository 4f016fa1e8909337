//! Sending something to a webhook although nothing happens: a test, one delivery again, or what was told from an instant on.

use chrono::{DateTime, Utc};

use super::{Delivery, Queued, Webhook};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Sends a message that says nothing, to try the address; asks it again, where it has not confirmed.
pub struct TestWebhook;

/// Sends one delivery again: what is told of its thing now.
pub struct RedeliverEvent;

/// A delivery with its webhook.
pub struct DeliveryFile {
    /// The webhook.
    pub webhook: Entity<Webhook>,
    /// The delivery.
    pub delivery: Id<Delivery>,
}

/// Sends again what was told from an instant on, as far as the agency may still read it.
pub struct ReplayEvents {
    /// From when on.
    pub from: DateTime<Utc>,
}

impl Command for TestWebhook {
    type Target = Entity<Webhook>;
    const OPERATION: Operation = Operation::TestWebhook;

    fn decide(&self, webhook: &Entity<Webhook>, _: &Moment) -> Result<Decision, Refusal> {
        queue(webhook, Queued::Test)
    }
}

impl Command for RedeliverEvent {
    type Target = DeliveryFile;
    const OPERATION: Operation = Operation::RedeliverEvent;

    fn decide(&self, file: &DeliveryFile, _: &Moment) -> Result<Decision, Refusal> {
        queue(&file.webhook, Queued::Delivery(file.delivery))
    }
}

impl Command for ReplayEvents {
    type Target = Entity<Webhook>;
    const OPERATION: Operation = Operation::ReplayEvents;

    fn decide(&self, webhook: &Entity<Webhook>, _: &Moment) -> Result<Decision, Refusal> {
        queue(webhook, Queued::Since(self.from))
    }
}

fn queue(webhook: &Entity<Webhook>, what: Queued) -> Result<Decision, Refusal> {
    ensure(webhook.is_told(), Code::WebhookNotActive)?;
    let webhook = webhook.amended(|it| it.queued = Some(what));
    Ok(Change::of(webhook.id).put(webhook).into())
}
