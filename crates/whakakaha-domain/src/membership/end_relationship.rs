//! Ending a relationship between two people.

use chrono::NaiveDate;

use super::{Relationship, reguarded};
use crate::{
    case::{CaseFile, Guardian},
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

/// A relationship, and the case that is open for the second person's family.
pub struct Kinship {
    /// The relationship.
    pub relationship: Entity<Relationship>,
    /// The case: a guardian who is none any more counts for consent.
    pub open_case: Option<CaseFile>,
}

impl Command for EndRelationship {
    type Target = Kinship;
    const OPERATION: Operation = Operation::EndRelationship;

    fn decide(&self, kinship: &Kinship, at: &Moment) -> Result<Decision, Refusal> {
        let relationship = &kinship.relationship;
        ensure(relationship.ended_on.is_none(), Code::RelationshipEnded)?;
        ensure_ended(relationship.started_on, self.ended_on, at.now)?;
        let ended = relationship.amended(|it| it.ended_on = Some(self.ended_on));
        let guardian = ended.guardian();
        let change = Change::of(ended.id).put(ended);
        let Some((file, guardian)) = kinship.open_case.as_ref().zip(guardian) else {
            return Ok(change.into());
        };
        let mut guardians = file.guardians.clone();
        let before = Guardian { ended: false, ..guardian };
        if let Some(it) = guardians.iter_mut().find(|it| **it == before) {
            it.ended = true;
        }
        Ok(reguarded(change, file, guardians, at).into())
    }
}
