//! Letting a member of a family in.

use super::{Redeemed, Session, SessionHolder, redeem};
use crate::{
    actor::Scope,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    login::{CodeHolder, LoginCode},
    operation::Operation,
    refusal::{Code, Refusal},
};

/// Lets in whom a code is for, for a day at the longest.
pub struct StartForPerson {
    /// SHA-256 of the code.
    pub code_sha256: String,
    /// SHA-256 of the secret by which the next token is had.
    pub refresh_sha256: String,
}

/// The codes for members of families that begin like the one that was spoken.
pub struct CodesAtDoor(pub Vec<Entity<LoginCode>>);

impl Command for StartForPerson {
    type Target = CodesAtDoor;
    const OPERATION: Operation = Operation::StartSession;

    fn decide(&self, door: &CodesAtDoor, at: &Moment) -> Result<Decision, Refusal> {
        let code = match redeem(&door.0, &self.code_sha256, at)? {
            Redeemed::Used(code) => code,
            Redeemed::Failed(kept) => return Ok(kept),
        };
        let CodeHolder::Person(person) = code.holder else { return Err(Code::CodeInvalid.into()) };
        let session = Session {
            holder: SessionHolder::Person(person),
            client_id: None,
            scopes: [Scope::FamilySelf].into_iter().collect(),
            started_at: at.now,
            ends_at: at.now + Session::FOR_PERSON,
            ended_at: None,
            refresh_sha256: Some(self.refresh_sha256.clone()),
            assertion: None,
            bound_to: None,
        };
        let session = Entity::new(at.id(0), session);
        Ok(Change::of(session.id).put(session).put(code).into())
    }
}
