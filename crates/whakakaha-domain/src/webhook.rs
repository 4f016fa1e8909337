//! Webhooks: addresses at which an agency's systems are told what the feed of events tells (R21 to R24).

mod change;
mod confirm;
mod create;
mod delivery;
mod disable;
mod end;
mod queue;
mod rotate;
#[cfg(test)]
mod tests;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{agency::Agency, code::code_list, event::Resource, ids::Id};

pub use change::ChangeWebhook;
pub use confirm::ConfirmWebhook;
pub use create::{CreateWebhook, WebhookPlace};
pub use delivery::{Answer, AttemptOutcome, Delivery, DeliveryStatus, Verdict, judge};
pub use disable::DisableWebhook;
pub use end::EndWebhook;
pub use queue::{DeliveryFile, RedeliverEvent, ReplayEvents, TestWebhook};
pub use rotate::RotateSecret;

code_list! {
    /// Whether anything is sent to a webhook.
    WebhookStatus {
        /// The address has not said yet that it wants anything sent. It is asked, and what happens waits.
        Unconfirmed = "unconfirmed",
        /// What happens is sent.
        Active = "active",
        /// The agency wants nothing sent for the time being.
        Paused = "paused",
        /// The service has stopped, because its address was gone or did not answer for days.
        Disabled = "disabled",
        /// It is over.
        Ended = "ended",
    }
}

/// An address at which an agency is told what happens.
#[derive(Clone, Serialize, Deserialize)]
pub struct Webhook {
    /// The agency.
    pub agency_id: Id<Agency>,
    /// Where it is sent.
    pub url: String,
    /// Of what it is told; empty: of everything.
    pub resources: Vec<Resource>,
    /// Whom to write to when the service stops sending.
    pub contact_email: Option<String>,
    /// Whether the address has said that it wants anything sent.
    pub confirmed: bool,
    /// Whether anything is sent.
    pub status: WebhookStatus,
    /// With what it is signed.
    pub secret: SecretPeriod,
    /// What was asked for last beside what happens.
    pub queued: Option<Queued>,
}

/// An e-mail to an agency about one of its webhooks: nothing about families is in it.
pub struct Mail;

/// What an agency says of a webhook.
#[derive(Clone)]
pub struct WebhookDetails {
    /// Where it is sent.
    pub url: String,
    /// Of what it is told; empty: of everything.
    pub resources: Vec<Resource>,
    /// Whom to write to when the service stops sending.
    pub contact_email: Option<String>,
    /// Whether anything is sent.
    pub active: bool,
}

impl WebhookDetails {
    /// Whether anything is sent.
    const fn status(&self, confirmed: bool) -> WebhookStatus {
        match (self.active, confirmed) {
            (true, true) => WebhookStatus::Active,
            (true, false) => WebhookStatus::Unconfirmed,
            (false, _) => WebhookStatus::Paused,
        }
    }
}

/// Which of a webhook's secrets signs. The secrets themselves are nowhere: they are derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretPeriod {
    /// The number of the secret.
    pub number: u32,
    /// Until when the one before signs as well.
    pub overlap_until: Option<DateTime<Utc>>,
}

/// What is sent although nothing happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Queued {
    /// The question whether an address wants anything that has taken the place of another. What waits is tried from the first
    /// attempt on.
    Question,
    /// What waits, from the first attempt on; and the question, where the address has not confirmed.
    Again,
    /// A message that says nothing, to try the address; or the question, where it has not confirmed.
    Test,
    /// An e-mail that says that the service has stopped sending.
    Mail,
    /// One delivery again.
    Delivery(Id<Delivery>),
    /// Everything that the agency may read and was told from this instant on.
    Since(DateTime<Utc>),
}

/// How long two secrets sign together.
const OVERLAP: TimeDelta = TimeDelta::hours(24);

impl Webhook {
    /// Whether it is told of things of this kind: of those that it wants, and always of what is asked back.
    #[must_use]
    pub fn wants(&self, resource: Resource) -> bool {
        self.resources.is_empty() || self.resources.contains(&resource) || resource == Resource::Recall
    }

    /// Whether what happens is sent to it, now or once its address has confirmed.
    #[must_use]
    pub fn is_told(&self) -> bool {
        WebhookStatus::TOLD.contains(&self.status)
    }

    /// Whether it is there at all.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.status == WebhookStatus::Ended
    }
}

impl WebhookStatus {
    /// In which of them what happens is sent, now or once the address has confirmed.
    pub const TOLD: [Self; 2] = [Self::Unconfirmed, Self::Active];
}

impl SecretPeriod {
    /// The numbers of the secrets that sign now, the newest first.
    #[must_use]
    pub fn signing(self, now: DateTime<Utc>) -> Vec<u32> {
        let before = self.overlap_until.filter(|until| now < *until).map(|_| self.number - 1);
        [self.number].into_iter().chain(before).collect()
    }
}
