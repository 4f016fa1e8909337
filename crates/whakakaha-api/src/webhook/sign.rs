//! Secrets and keys of webhooks, and what is signed with them (Standard Webhooks 1.0).

use aws_lc_rs::{
    hmac,
    signature::{Ed25519KeyPair, KeyPair},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use uuid::Uuid;
use whakakaha_domain::{entity::Entity, webhook::Webhook};
use whakakaha_store::error::Failure;

/// Derives the secrets and keys of webhooks from a secret that is kept with the service's keys, so that the database holds
/// none.
#[derive(Clone)]
pub struct WebhookSecrets(hmac::Key);

impl WebhookSecrets {
    /// Derives from this secret, which all processes share.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    fn secret(&self, webhook: &Entity<Webhook>, number: u32) -> hmac::Tag {
        hmac::sign(&self.0, format!("webhook {} {number}", webhook.id).as_bytes())
    }

    fn key_pair(&self, webhook: &Entity<Webhook>, number: u32) -> Result<Ed25519KeyPair, Failure> {
        let seed = hmac::sign(&self.0, format!("webhook {} {number} ed25519", webhook.id).as_bytes());
        Ed25519KeyPair::from_seed_unchecked(seed.as_ref()).map_err(|error| Failure::Bug(error.into()))
    }

    /// The newest secret of a webhook as its receiver needs it.
    #[must_use]
    pub fn newest_secret(&self, webhook: &Entity<Webhook>) -> String {
        format!("whsec_{}", STANDARD.encode(self.secret(webhook, webhook.secret.number)))
    }

    /// The newest public key of a webhook as its receiver needs it.
    pub fn newest_key(&self, webhook: &Entity<Webhook>) -> Result<String, Failure> {
        let pair = self.key_pair(webhook, webhook.secret.number)?;
        Ok(format!("whpk_{}", STANDARD.encode(pair.public_key())))
    }

    /// The headers of a message with this id, signed with every secret and every key that signs now.
    pub fn headers(
        &self,
        webhook: &Entity<Webhook>,
        (id, body): (Uuid, &str),
        now: DateTime<Utc>,
    ) -> Result<Vec<(&'static str, String)>, Failure> {
        let timestamp = now.timestamp();
        let signed = format!("{id}.{timestamp}.{body}");
        let mut signatures = Vec::new();
        for number in webhook.secret.signing(now) {
            let key = hmac::Key::new(hmac::HMAC_SHA256, self.secret(webhook, number).as_ref());
            let pair = self.key_pair(webhook, number)?;
            signatures.push(format!("v1,{}", STANDARD.encode(hmac::sign(&key, signed.as_bytes()))));
            signatures.push(format!("v1a,{}", STANDARD.encode(pair.sign(signed.as_bytes()))));
        }
        Ok(vec![
            ("content-type", "application/cloudevents+json".to_owned()),
            ("webhook-id", id.to_string()),
            ("webhook-timestamp", timestamp.to_string()),
            ("webhook-signature", signatures.join(" ")),
        ])
    }
}
