//! Going on with a session.

use super::Session;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::{Code, Refusal, ensure},
};

/// Takes the secret of a session for the next one. A secret that was used before is in two hands, so the session is
/// over (RFC 9700, 4.14.2).
pub struct RefreshSession {
    /// SHA-256 of the secret that was presented.
    pub presented_sha256: String,
    /// SHA-256 of the next one.
    pub next_sha256: String,
}

impl Command for RefreshSession {
    type Target = Entity<Session>;
    const OPERATION: Operation = Operation::RefreshSession;

    fn decide(&self, session: &Entity<Session>, at: &Moment) -> Result<Decision, Refusal> {
        ensure(session.lasts(at.now) && session.refresh_sha256.is_some(), Code::SessionOver)?;
        if session.refresh_sha256.as_ref() != Some(&self.presented_sha256) {
            let session = session.amended(|it| it.ended_at = Some(at.now));
            let change = Change::of(session.id).put(session);
            return Ok(Decision::Kept(change, Code::SessionOver.into()));
        }
        let session = session.amended(|it| it.refresh_sha256 = Some(self.next_sha256.clone()));
        Ok(Change::of(session.id).put(session).into())
    }
}
