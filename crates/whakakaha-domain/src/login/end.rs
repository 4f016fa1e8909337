//! Ending a login.

use super::Login;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
    session::{Session, over},
};

/// Ends a login: it lets nobody in any more, and the sessions that it has begun are over.
pub struct EndLogin;

/// A login, and the worker's sessions that have not ended.
pub struct LinkedLogin {
    /// The login.
    pub login: Entity<Login>,
    /// The sessions.
    pub sessions: Vec<Entity<Session>>,
}

impl Command for EndLogin {
    type Target = LinkedLogin;
    const OPERATION: Operation = Operation::EndLogin;

    fn decide(&self, linked: &LinkedLogin, at: &Moment) -> Result<Decision, Refusal> {
        if linked.login.ended_at.is_some() {
            return Ok(Decision::Unchanged);
        }
        let login = linked.login.amended(|it| it.ended_at = Some(at.now));
        Ok(Change::of(login.id).put(login).put_all(over(&linked.sessions, at)).into())
    }
}
