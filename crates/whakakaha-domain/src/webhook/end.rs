//! Ending a webhook.

use super::{Webhook, WebhookStatus};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// Ends a webhook: nothing is sent to it any more.
pub struct EndWebhook;

impl Command for EndWebhook {
    type Target = Entity<Webhook>;
    const OPERATION: Operation = Operation::EndWebhook;

    fn decide(&self, webhook: &Entity<Webhook>, _: &Moment) -> Result<Decision, Refusal> {
        if webhook.has_ended() {
            return Ok(Decision::Unchanged);
        }
        let ended = webhook.amended(|it| {
            it.status = WebhookStatus::Ended;
            it.queued = None;
        });
        Ok(Change::of(ended.id).put(ended).into())
    }
}
