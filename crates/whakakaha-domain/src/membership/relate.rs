//! Recording how two people stand to each other.

use chrono::NaiveDate;

use super::{Relationship, RelationshipKind, reguarded};
use crate::{
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    operation::Operation,
    period::ensure_reached,
    person::Person,
    refusal::{Code, Refusal},
};

/// Records that one person is the … of another.
pub struct RelatePeople {
    /// How the first stands to the second.
    pub kind: RelationshipKind,
    /// First day, where it is known.
    pub started_on: Option<NaiveDate>,
}

/// Two people.
pub struct Kin {
    /// The person who is the … of the other.
    pub person: Entity<Person>,
    /// The other; none where the caller may not know of them.
    pub of_person: Option<Entity<Person>>,
    /// The case that is open for the other's family: a new guardian counts for consent.
    pub open_case: Option<CaseFile>,
}

impl Command for RelatePeople {
    type Target = Kin;
    const OPERATION: Operation = Operation::RelatePeople;

    fn decide(&self, kin: &Kin, at: &Moment) -> Result<Decision, Refusal> {
        let other =
            kin.of_person.as_ref().ok_or_else(|| Refusal::at(Code::ReferenceUnknown, "#/of_person_id"))?;
        if other.id == kin.person.id {
            return Err(Refusal::at(Code::RelationshipWithSelf, "#/of_person_id"));
        }
        if let Some(first) = self.started_on {
            ensure_reached(first, at.now, "#/started_on")?;
        }
        let body = Relationship {
            person_id: kin.person.id,
            kind: self.kind,
            of_person_id: other.id,
            started_on: self.started_on,
            ended_on: None,
        };
        let guardian = body.guardian();
        let relationship = Entity::new(at.id(0), body);
        let change = Change::of(relationship.id).put(relationship);
        let Some((file, guardian)) = kin.open_case.as_ref().zip(guardian) else { return Ok(change.into()) };
        let mut guardians = file.guardians.clone();
        guardians.push(guardian);
        Ok(reguarded(change, file, guardians, at).into())
    }
}
