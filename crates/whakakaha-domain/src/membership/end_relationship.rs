//! Ending a relationship between two people.

use chrono::NaiveDate;

use super::Relationship;
use crate::{
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    period::ensure_ended,
    refusal::{Code, Refusal, ensure},
};

/// Ends a relationship, at once. It stays on record.
pub struct EndRelationship {
    /// The last day.
    pub ended_on: NaiveDate,
}

impl Command for EndRelationship {
    type Target = Entity<Relationship>;
    const OPERATION: Operation = Operation::EndRelationship;

    fn decide(&self, relationship: &Entity<Relationship>, at: &Moment) -> Result<Decision, Refusal> {
        ensure(relationship.ended_on.is_none(), Code::RelationshipEnded)?;
        ensure_ended(relationship.started_on, self.ended_on, at.now)?;
        let ended = relationship.amended(|it| it.ended_on = Some(self.ended_on));
        Ok(Change::of(ended.id).put(ended).into())
    }
}
