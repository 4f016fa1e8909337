//! Ending sessions.

use super::{Session, over};
use crate::{
    calendar_link::{self, CalendarLink},
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    login::{LoginCode, void},
    operation::Operation,
    person::Person,
    refusal::Refusal,
};

/// Ends a session, for whoever holds a token of it (RFC 7009).
pub struct EndSession;

impl Command for EndSession {
    type Target = Entity<Session>;
    const OPERATION: Operation = Operation::EndSession;

    fn decide(&self, session: &Entity<Session>, at: &Moment) -> Result<Decision, Refusal> {
        if !session.lasts(at.now) {
            return Ok(Decision::Unchanged);
        }
        let session = session.amended(|it| it.ended_at = Some(at.now));
        Ok(Change::of(session.id).put(session).into())
    }
}

/// Ends every session of a member of a family and every link to their calendar, and voids the codes that would begin
/// another session: for a telephone that was lost or is in other hands.
pub struct SignOutPerson;

/// A person, with what of theirs lets somebody in.
pub struct Presence {
    /// The person.
    pub person: Entity<Person>,
    /// The sessions.
    pub sessions: Vec<Entity<Session>>,
    /// The codes.
    pub codes: Vec<Entity<LoginCode>>,
    /// The links to their calendar that have not ended.
    pub calendar_links: Vec<Entity<CalendarLink>>,
}

impl Command for SignOutPerson {
    type Target = Presence;
    const OPERATION: Operation = Operation::SignOutPerson;

    fn decide(&self, presence: &Presence, at: &Moment) -> Result<Decision, Refusal> {
        let (sessions, codes) = (over(&presence.sessions, at), void(&presence.codes, at));
        let links = calendar_link::over(&presence.calendar_links, at);
        if sessions.is_empty() && codes.is_empty() && links.is_empty() {
            return Ok(Decision::Unchanged);
        }
        Ok(Change::of(presence.person.id).put_all(sessions).put_all(codes).put_all(links).into())
    }
}
