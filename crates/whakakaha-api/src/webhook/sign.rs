//! Secrets of webhooks, and what is signed with them (Standard Webhooks 1.0).

use aws_lc_rs::hmac;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use uuid::Uuid;
use whakakaha_domain::{entity::Entity, webhook::Webhook};

/// Derives the secrets of webhooks from one that is kept with the service's keys, so that the database holds none.
#[derive(Clone)]
pub struct WebhookSecrets(hmac::Key);

impl WebhookSecrets {
    /// Derives from this secret, which all processes share.
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    fn derive(&self, webhook: &Entity<Webhook>, number: u32) -> hmac::Tag {
        hmac::sign(&self.0, format!("webhook {} {number}", webhook.id).as_bytes())
    }

    /// The newest secret of a webhook as its receiver needs it.
    #[must_use]
    pub fn newest(&self, webhook: &Entity<Webhook>) -> String {
        format!("whsec_{}", STANDARD.encode(self.derive(webhook, webhook.secret.number)))
    }

    /// The headers of a message with this id, signed with every secret that signs now.
    #[must_use]
    pub fn headers(
        &self,
        webhook: &Entity<Webhook>,
        (id, body): (Uuid, &str),
        now: DateTime<Utc>,
    ) -> Vec<(&'static str, String)> {
        let timestamp = now.timestamp();
        let signed = format!("{id}.{timestamp}.{body}");
        let sign = |number| {
            let key = hmac::Key::new(hmac::HMAC_SHA256, self.derive(webhook, number).as_ref());
            format!("v1,{}", STANDARD.encode(hmac::sign(&key, signed.as_bytes())))
        };
        let signatures: Vec<_> = webhook.secret.signing(now).into_iter().map(sign).collect();
        vec![
            ("content-type", "application/cloudevents+json".to_owned()),
            ("webhook-id", id.to_string()),
            ("webhook-timestamp", timestamp.to_string()),
            ("webhook-signature", signatures.join(" ")),
        ]
    }
}
