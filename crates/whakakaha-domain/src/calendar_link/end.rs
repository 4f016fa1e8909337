//! Ending a link.

use super::CalendarLink;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    refusal::Refusal,
};

/// Ends a link: its address opens nothing any more.
pub struct EndCalendarLink;

impl Command for EndCalendarLink {
    type Target = Entity<CalendarLink>;
    const OPERATION: Operation = Operation::EndCalendarLink;

    fn decide(&self, link: &Entity<CalendarLink>, at: &Moment) -> Result<Decision, Refusal> {
        if link.ended_at.is_some() {
            return Ok(Decision::Unchanged);
        }
        let ended = link.amended(|it| it.ended_at = Some(at.now));
        Ok(Change::of(ended.id).put(ended).into())
    }
}

/// Those of the links that have not ended, ended.
pub(crate) fn over(links: &[Entity<CalendarLink>], at: &Moment) -> Vec<Entity<CalendarLink>> {
    let lasting = links.iter().filter(|link| link.ended_at.is_none());
    lasting.map(|link| link.amended(|it| it.ended_at = Some(at.now))).collect()
}
