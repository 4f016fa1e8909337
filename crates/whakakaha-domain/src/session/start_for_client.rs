//! Letting a program in.

use super::{Session, SessionHolder};
use crate::{
    actor::{Scope, Scopes},
    agency::Agency,
    client::{Client, ClientProof},
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Lets a program in that has proved who it is, for its agency or on behalf of one of the agency's workers.
pub struct StartForClient {
    /// How it proved who it is.
    pub proven: Proven,
    /// On whose behalf.
    pub worker: Option<Id<Worker>>,
    /// What it asks for; where it asks for nothing in particular, all that it may have.
    pub scopes: Option<Scopes>,
    /// The key of which it proved possession, by its thumbprint.
    pub bound_to: Option<String>,
}

/// How a program proved who it is.
pub enum Proven {
    /// By an assertion, whose signature was checked with the key of this name.
    Assertion {
        /// The name of the key.
        kid: String,
        /// The assertion's `jti`, hashed together with the program's id.
        assertion: String,
    },
    /// By a secret: its SHA-256.
    Secret(String),
}

/// A program that wants to come in.
pub struct ClientAtDoor {
    /// The program.
    pub client: Entity<Client>,
    /// Its agency.
    pub agency: Entity<Agency>,
    /// The worker on whose behalf it wants to act.
    pub worker: Option<Entity<Worker>>,
    /// Whether its assertion was used before.
    pub assertion_used: bool,
}

impl Command for StartForClient {
    type Target = ClientAtDoor;
    const OPERATION: Operation = Operation::StartSession;

    fn decide(&self, door: &ClientAtDoor, at: &Moment) -> Result<Decision, Refusal> {
        ensure(door.client.disabled_at.is_none(), Code::ClientDisabled)?;
        ensure(door.agency.suspended_at.is_none(), Code::AgencySuspended)?;
        ensure(self.proven.holds(&door.client.details.proof), Code::ClientProofInvalid)?;
        ensure(!door.assertion_used, Code::AssertionUsed)?;
        ensure(self.bound_to.is_some() || !door.client.details.bound_tokens, Code::PossessionMissing)?;
        let (holder, scopes) = self.holder(door)?;
        let session = Session {
            holder,
            client_id: Some(door.client.id),
            scopes,
            started_at: at.now,
            ends_at: at.now + Session::TOKEN,
            ended_at: None,
            refresh_sha256: None,
            assertion: self.proven.assertion(),
            bound_to: self.bound_to.clone(),
        };
        let session = Entity::new(at.id(0), session);
        Ok(Change::of(session.id).put(session).into())
    }
}

impl StartForClient {
    /// For whom it comes in, with which scopes: a program acts for its agency or, with a worker's scopes, for a worker;
    /// whoever asks for reports alone comes as nobody else.
    fn holder(&self, door: &ClientAtDoor) -> Result<(SessionHolder, Scopes), Refusal> {
        let may = door.client.details.scopes;
        let systems: Scopes = [Scope::IntegrationRead, Scope::IntegrationWrite].into_iter().collect();
        let reports: Scopes = [Scope::ReportRead].into_iter().collect();
        let (holder, most) = if self.worker.is_some() {
            let worker = door.worker.as_ref().filter(|worker| {
                door.client.details.for_workers
                    && worker.agency_id == door.client.agency_id
                    && worker.ended_on.is_none()
            });
            let worker = worker.ok_or(Code::NotForWorkers)?;
            (SessionHolder::Worker(worker.id), may.without(systems).without(reports))
        } else if self.scopes.unwrap_or(may).within(reports) {
            (SessionHolder::Reporter, may.and(reports))
        } else {
            (SessionHolder::Agency(door.client.agency_id), may.and(systems))
        };
        let scopes = self.scopes.unwrap_or(most);
        ensure(scopes.within(most) && !scopes.is_empty(), Code::ScopeNotAllowed)?;
        Ok((holder, scopes))
    }
}

impl Proven {
    fn holds(&self, proof: &ClientProof) -> bool {
        match (self, proof) {
            (Self::Assertion { kid, .. }, ClientProof::Keys(keys)) => keys.iter().any(|key| key.kid == *kid),
            (Self::Secret(sha256), ClientProof::Secret(kept)) => sha256 == kept,
            (Self::Assertion { .. } | Self::Secret(_), ClientProof::Keys(_) | ClientProof::Secret(_)) => {
                false
            }
        }
    }

    fn assertion(&self) -> Option<String> {
        match self {
            Self::Assertion { assertion, .. } => Some(assertion.clone()),
            Self::Secret(_) => None,
        }
    }
}
