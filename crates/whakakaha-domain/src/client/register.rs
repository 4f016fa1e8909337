//! Registering a client.

use super::{Client, ClientDetails};
use crate::{
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// Registers a program of the agency.
pub struct RegisterClient(pub ClientDetails);

impl Command for RegisterClient {
    type Target = Entity<Agency>;
    const OPERATION: Operation = Operation::RegisterClient;

    fn decide(&self, agency: &Entity<Agency>, at: &Moment) -> Result<Decision, Refusal> {
        self.0.ensure_given(at)?;
        let body = Client { agency_id: agency.id, details: self.0.clone(), disabled_at: None };
        let client = Entity::new(at.id(0), body);
        Ok(Change::of(client.id).put(client).into())
    }
}
