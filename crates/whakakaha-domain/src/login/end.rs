//! Ending a login.

use super::Login;
use crate::{
    calendar_link::{self, CalendarLink},
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
    session::{Session, over},
};

/// Ends a login: it lets nobody in any more, and the sessions that it has begun and the links to the worker's calendar are
/// over.
pub struct EndLogin;

/// A login, and what else of the worker's lets somebody in.
pub struct LinkedLogin {
    /// The login.
    pub login: Entity<Login>,
    /// The sessions.
    pub sessions: Vec<Entity<Session>>,
    /// The links to the worker's calendar that have not ended.
    pub calendar_links: Vec<Entity<CalendarLink>>,
}

impl Command for EndLogin {
    type Target = LinkedLogin;
    const OPERATION: Operation = Operation::EndLogin;

    fn decide(&self, linked: &LinkedLogin, at: &Moment) -> Result<Decision, Refusal> {
        if linked.login.ended_at.is_some() {
            return Ok(Decision::Unchanged);
        }
        let login = linked.login.amended(|it| it.ended_at = Some(at.now));
        let (sessions, links) = (over(&linked.sessions, at), calendar_link::over(&linked.calendar_links, at));
        Ok(Change::of(login.id).put(login).put_all(sessions).put_all(links).into())
    }
}
