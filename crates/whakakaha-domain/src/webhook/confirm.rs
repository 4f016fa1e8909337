//! An address that wants to be sent what happens.

use super::{Webhook, WebhookStatus};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// Begins to send to a webhook, by the service itself, because this address has said that it wants that (R24).
pub struct ConfirmWebhook {
    /// The address that was asked.
    pub url: String,
}

impl Command for ConfirmWebhook {
    type Target = Entity<Webhook>;
    const OPERATION: Operation = Operation::ConfirmWebhook;

    fn decide(&self, webhook: &Entity<Webhook>, _: &Moment) -> Result<Decision, Refusal> {
        if webhook.status != WebhookStatus::Unconfirmed || webhook.url != self.url {
            return Ok(Decision::Unchanged);
        }
        let confirmed = webhook.amended(|it| {
            it.confirmed = true;
            it.status = WebhookStatus::Active;
            it.queued = None;
        });
        Ok(Change::of(confirmed.id).put(confirmed).into())
    }
}
