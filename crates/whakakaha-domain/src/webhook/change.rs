//! Changing an address, and whether anything is sent there.

use super::{Queued, Webhook, WebhookDetails};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Replaces what is said of a webhook. One that was disabled is sent to again; a new address is asked first.
pub struct ChangeWebhook(pub WebhookDetails);

impl Command for ChangeWebhook {
    type Target = Entity<Webhook>;
    const OPERATION: Operation = Operation::ChangeWebhook;

    fn decide(&self, webhook: &Entity<Webhook>, _: &Moment) -> Result<Decision, Refusal> {
        ensure(!webhook.has_ended(), Code::WebhookEnded)?;
        let changed = webhook.amended(|it| {
            let moved = it.url != self.0.url;
            it.confirmed &= !moved;
            it.url.clone_from(&self.0.url);
            it.resources.clone_from(&self.0.resources);
            it.contact_email.clone_from(&self.0.contact_email);
            it.status = self.0.status(it.confirmed);
            it.queued = Some(if moved { Queued::Question } else { Queued::Again }).filter(|_| self.0.active);
        });
        Ok(Change::of(changed.id).put(changed).into())
    }
}
