//! Letting a worker in who has shown the login of their organisation.

use super::{Redeemed, Session, SessionHolder, redeem};
use crate::{
    actor::Scopes,
    agency::Agency,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    login::{CodeHolder, Login, LoginCode},
    operation::Operation,
    refusal::{Code, Refusal, ensure},
    worker::Worker,
};

/// Lets in whose login was shown; the first time, with the code of the invitation, which links the login.
pub struct StartForWorker {
    /// The organisation's issuer, whose word was checked.
    pub issuer: String,
    /// How that issuer names the worker.
    pub subject: String,
    /// SHA-256 of the code of the invitation.
    pub code_sha256: Option<String>,
    /// What is asked for; where nothing in particular is, all that the login allows.
    pub scopes: Option<Scopes>,
}

/// A login at the door.
pub struct LoginAtDoor {
    /// The login, where it is linked.
    pub login: Option<Entity<Login>>,
    /// The codes of invitations that begin like the one that came along.
    pub codes: Vec<Entity<LoginCode>>,
    /// The workers to whom the login or the codes belong, with their agencies.
    pub workers: Vec<Employed>,
}

/// A worker, with the agency for which they work.
pub type Employed = (Entity<Worker>, Entity<Agency>);

impl Command for StartForWorker {
    type Target = LoginAtDoor;
    const OPERATION: Operation = Operation::StartSession;

    fn decide(&self, door: &LoginAtDoor, at: &Moment) -> Result<Decision, Refusal> {
        match (&door.login, &self.code_sha256) {
            (Some(login), None) => {
                let session = self.session(door, login, at)?;
                Ok(Change::of(session.id).put(session).into())
            }
            (Some(_), Some(_)) => Err(Code::LoginLinked.into()),
            (None, None) => Err(Code::LoginUnknown.into()),
            (None, Some(code)) => self.link(door, code, at),
        }
    }
}

impl StartForWorker {
    fn link(&self, door: &LoginAtDoor, code: &str, at: &Moment) -> Result<Decision, Refusal> {
        let code = match redeem(&door.codes, code, at)? {
            Redeemed::Used(code) => code,
            Redeemed::Failed(kept) => return Ok(kept),
        };
        let CodeHolder::Worker(worker_id, scopes) = code.holder else { return Err(Code::CodeInvalid.into()) };
        let (issuer, subject) = (self.issuer.clone(), self.subject.clone());
        let login = Login { worker_id, issuer, subject, scopes, linked_at: at.now, ended_at: None };
        let login = Entity::new(at.id(1), login);
        let session = self.session(door, &login, at)?;
        Ok(Change::of(session.id).put(session).put(login).put(code).into())
    }

    fn session(
        &self,
        door: &LoginAtDoor,
        login: &Entity<Login>,
        at: &Moment,
    ) -> Result<Entity<Session>, Refusal> {
        let of = door.workers.iter().find(|(worker, _)| worker.id == login.worker_id);
        let (worker, agency) = of.ok_or(Code::LoginUnknown)?;
        ensure(worker.ended_on.is_none(), Code::WorkerEnded)?;
        ensure(agency.suspended_at.is_none(), Code::AgencySuspended)?;
        let scopes = self.scopes.unwrap_or(login.scopes);
        ensure(scopes.within(login.scopes) && !scopes.is_empty(), Code::ScopeNotAllowed)?;
        let session = Session {
            holder: SessionHolder::Worker(worker.id),
            client_id: None,
            scopes,
            started_at: at.now,
            ends_at: at.now + Session::TOKEN,
            ended_at: None,
            refresh_sha256: None,
            assertion: None,
            bound_to: None,
        };
        Ok(Entity::new(at.id(0), session))
    }
}
