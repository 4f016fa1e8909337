//! Making a link.

use super::{CalendarLink, CalendarOwner};
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    ids::Id,
    operation::Operation,
    policy::Relation,
    refusal::{Code, Refusal, ensure},
};

/// Makes a link to the caller's own calendar.
pub struct CreateCalendarLink {
    /// SHA-256 of the secret in its address.
    pub sha256: String,
}

/// Somebody with the links to their calendar.
pub struct CalendarPlace {
    /// Who.
    pub owner: CalendarOwner,
    /// How many links they have that have not ended.
    pub links: usize,
}

/// How many links somebody has at the most: one for each of their devices.
const MOST: usize = 5;

impl Command for CreateCalendarLink {
    type Target = CalendarPlace;
    const OPERATION: Operation = Operation::CreateCalendarLink;

    fn decide(&self, place: &CalendarPlace, at: &Moment) -> Result<Decision, Refusal> {
        ensure(place.links < MOST, Code::CalendarLinkTooMany)?;
        let reading = Relation::CalendarOwner.scopes().iter().copied().collect();
        let body = CalendarLink {
            owner: place.owner,
            scopes: at.actor.scopes.and(reading),
            client_id: at.actor.client.parse().ok().map(Id::new),
            sha256: self.sha256.clone(),
            made_at: at.now,
            ended_at: None,
        };
        let link = Entity::new(at.id(0), body);
        Ok(Change::of(link.id).put(link).into())
    }
}
