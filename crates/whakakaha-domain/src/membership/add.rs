//! Adding a member to a family.

use chrono::NaiveDate;

use super::{FamilyRole, Member, Membership, restated};
use crate::{
    case::CaseFile,
    command::{Change, Command, Decision, Moment},
    entity::Entity,
    family::Family,
    operation::Operation,
    period::ensure_reached,
    person::Person,
    refusal::{Code, Refusal, ensure},
    safety::{SafetyAlert, joining},
};

/// Adds a person to a family. Where a case is open, consent is counted again: it may become
/// insufficient, because one more adult must agree (model 3.3).
pub struct AddMember {
    /// How they belong.
    pub role: FamilyRole,
    /// Whether a child or young person depends on the family.
    pub dependent: bool,
    /// Whether the young person understands enough to consent for themselves.
    pub consents_for_self: bool,
    /// First day.
    pub started_on: NaiveDate,
}

/// A family, and the person who is to join.
pub struct Household {
    /// The family.
    pub family: Entity<Family>,
    /// The person; none where the caller may not know of them.
    pub person: Option<Entity<Person>>,
    /// Whether the person is a member at present.
    pub is_member: bool,
    /// The case that is open for the family.
    pub open_case: Option<CaseFile>,
    /// The safety alerts of the family's cases that hold.
    pub alerts: Vec<Entity<SafetyAlert>>,
}

impl Command for AddMember {
    type Target = Household;
    const OPERATION: Operation = Operation::AddMember;

    fn decide(&self, household: &Household, at: &Moment) -> Result<Decision, Refusal> {
        let person =
            household.person.as_ref().ok_or_else(|| Refusal::at(Code::ReferenceUnknown, "#/person_id"))?;
        ensure(!household.is_member, Code::MemberAlready)?;
        ensure_reached(self.started_on, at.now, "#/started_on")?;
        let membership = Entity::new(at.id(0), self.membership(household, person));
        let kept = joining(&household.alerts, person.id, at);
        let change = Change::of(membership.id).put(membership.clone()).put_all(kept);
        let Some(file) = &household.open_case else { return Ok(change.into()) };
        let joined = Member { membership, person: person.clone() };
        let members = file.members.iter().cloned().chain([joined]);
        Ok(restated(change, file, members, at).into())
    }
}

impl AddMember {
    fn membership(&self, household: &Household, person: &Entity<Person>) -> Membership {
        Membership {
            family_id: household.family.id,
            person_id: person.id,
            role: self.role,
            dependent: self.dependent,
            consents_for_self: self.consents_for_self,
            judgement: None,
            started_on: self.started_on,
            ended_on: None,
        }
    }
}
