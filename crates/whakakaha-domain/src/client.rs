//! Clients: the programs of agencies that call the service, each known by its public keys.

mod change;
mod disable;
mod register;
#[cfg(test)]
pub(crate) mod tests;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    actor::{Scope, Scopes},
    agency::Agency,
    command::Moment,
    ids::Id,
    refusal::{Code, Refusal},
};

pub use change::ChangeClient;
pub use disable::DisableClient;
pub use register::RegisterClient;

/// A program that belongs to an agency and acts for it (RFC 6749, 2).
#[derive(Clone, Serialize, Deserialize)]
pub struct Client {
    /// For whom it acts.
    pub agency_id: Id<Agency>,
    /// What it is and may do.
    #[serde(flatten)]
    pub details: ClientDetails,
    /// Since when it can do nothing here any more.
    pub disabled_at: Option<DateTime<Utc>>,
}

/// What is said of a client and may be changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClientDetails {
    /// What people call it.
    pub name: String,
    /// How it proves who it is.
    pub proof: ClientProof,
    /// What its tokens allow at the most.
    pub scopes: Scopes,
    /// Whether it may act on behalf of named workers of the agency.
    pub for_workers: bool,
    /// Whether its tokens are bound to a key of which it proves possession with each request (RFC 9449).
    pub bound_tokens: bool,
}

/// How a client proves who it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientProof {
    /// By signing an assertion with a key whose public half is known (RFC 7523).
    Keys(Vec<PublicKey>),
    /// By a secret, of which the SHA-256 is kept. For demonstrations only.
    Secret(String),
}

/// The public half of a key, by which a client's signature is checked (RFC 7517).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKey {
    /// By which name assertions refer to it.
    pub kid: String,
    /// The key as a JSON Web Key: its public members alone.
    pub jwk: serde_json::Value,
}

/// Refuses scopes that are not the caller's to hand on.
pub(crate) fn ensure_handed_on(scopes: Scopes, at: &Moment) -> Result<(), Refusal> {
    match scopes.iter().position(|scope| !at.actor.scopes.may_hand_on(scope)) {
        Some(_) => Err(Refusal::at(Code::ScopeNotGrantable, "#/scopes")),
        None => Ok(()),
    }
}

impl ClientDetails {
    fn ensure_given(&self, at: &Moment) -> Result<(), Refusal> {
        if self.proof == ClientProof::Keys(Vec::new()) {
            return Err(Refusal::at(Code::ClientKeyMissing, "#/keys"));
        }
        if !self.for_workers && !self.scopes.iter().all(Scope::is_of_programs) {
            return Err(Refusal::at(Code::ScopeForWorkers, "#/scopes"));
        }
        ensure_handed_on(self.scopes, at)
    }
}
