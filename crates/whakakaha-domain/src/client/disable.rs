//! Disabling a client.

use super::Client;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// Disables a client for good: it gets no token any more, and those that it has open nothing from now on.
pub struct DisableClient;

impl Command for DisableClient {
    type Target = Entity<Client>;
    const OPERATION: Operation = Operation::DisableClient;

    fn decide(&self, client: &Entity<Client>, at: &Moment) -> Result<Decision, Refusal> {
        if client.disabled_at.is_some() {
            return Ok(Decision::Unchanged);
        }
        let client = client.amended(|it| it.disabled_at = Some(at.now));
        Ok(Change::of(client.id).put(client).into())
    }
}
