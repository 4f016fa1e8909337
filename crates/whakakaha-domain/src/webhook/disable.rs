//! Stopping to send to an address that does not take it.

use super::{Queued, Webhook, WebhookStatus};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// Stops sending to a webhook, by the service itself, and writes to the agency.
pub struct DisableWebhook {
    /// The address that is gone, or takes nothing.
    pub url: String,
}

impl Command for DisableWebhook {
    type Target = Entity<Webhook>;
    const OPERATION: Operation = Operation::DisableWebhook;

    fn decide(&self, webhook: &Entity<Webhook>, _: &Moment) -> Result<Decision, Refusal> {
        if !webhook.is_told() || webhook.url != self.url {
            return Ok(Decision::Unchanged);
        }
        let disabled = webhook.amended(|it| {
            it.status = WebhookStatus::Disabled;
            it.queued = it.contact_email.is_some().then_some(Queued::Mail);
        });
        Ok(Change::of(disabled.id).put(disabled).into())
    }
}
