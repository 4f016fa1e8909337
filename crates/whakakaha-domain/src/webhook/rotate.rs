//! A new secret, beside which the old one signs for a day.

use super::{OVERLAP, SecretPeriod, Webhook};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Gives a webhook a new secret.
pub struct RotateSecret;

impl Command for RotateSecret {
    type Target = Entity<Webhook>;
    const OPERATION: Operation = Operation::RotateSecret;

    fn decide(&self, webhook: &Entity<Webhook>, at: &Moment) -> Result<Decision, Refusal> {
        ensure(!webhook.has_ended(), Code::WebhookEnded)?;
        let rotated = webhook.amended(|it| {
            it.secret = SecretPeriod { number: it.secret.number + 1, overlap_until: Some(at.now + OVERLAP) };
            it.queued = None;
        });
        Ok(Change::of(rotated.id).put(rotated).into())
    }
}
