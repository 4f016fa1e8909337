//! Changing a client: its name, its keys, what it may do.

use super::{Client, ClientDetails, ClientProof};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Replaces what is said of a client. A key that is left out opens nothing from now on; one that is to follow
/// another is added first, and the other left out when nothing is signed with it any more. A client with a secret
/// keeps that where no keys are named.
pub struct ChangeClient(pub ClientDetails);

impl Command for ChangeClient {
    type Target = Entity<Client>;
    const OPERATION: Operation = Operation::ChangeClient;

    fn decide(&self, client: &Entity<Client>, at: &Moment) -> Result<Decision, Refusal> {
        ensure(client.disabled_at.is_none(), Code::ClientDisabled)?;
        let mut details = self.0.clone();
        if let (ClientProof::Keys(keys), ClientProof::Secret(_)) = (&details.proof, &client.details.proof)
            && keys.is_empty()
        {
            details.proof = client.details.proof.clone();
        }
        details.ensure_given(at)?;
        let client = client.amended(|it| it.details = details);
        Ok(Change::of(client.id).put(client).into())
    }
}
